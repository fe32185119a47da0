-- Asks one query after another: {n} in the path counts up, {key} goes through the lines of a file.
-- With a step of 0 it asks the first again and again.
-- wrk -t THREADS ... -s walk.lua URL -- PATH FILE FIRST STEP

local threads = 0

function setup(thread)
  thread:set("place", threads)
  threads = threads + 1
end

local n, step
local keys, pieces = {}, {}

-- All but {n} and {key} is put together once: what the client does here, the servers lack.
local function take_apart(template)
  for piece, slot in (template .. "{}"):gmatch("(.-){(%a*)}") do
    pieces[#pieces + 1], pieces[#pieces + 2] = piece, slot
  end
end

local function fill()
  local number, key = string.format("%d", n), keys[n % #keys + 1]
  for i = 2, #pieces, 2 do
    local slot = pieces.slots[i]
    pieces[i] = slot == "n" and number or slot == "key" and key or ""
  end
  n = n + step
  return table.concat(pieces)
end

function init(args)
  n, step = tonumber(args[3]), tonumber(args[4])
  for key in io.lines(args[2]) do keys[#keys + 1] = key end
  take_apart(step == 0 and args[1] or wrk.format("GET", args[1]))
  pieces.slots = { unpack(pieces) }
  if step == 0 then
    wrk.path = fill()
  else
    n, request = n + place, fill
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  local faults = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, faults))
end
