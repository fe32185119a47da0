import pytest

from rightsgraph.errors import IdentifierError
from rightsgraph.identify import state_code, state_iri

ID = "https://w3id.org/rightsgraph/id/"


def test_every_real_alpha_3_code_comes_back_from_its_iri(countries: list[dict[str, str]]) -> None:
    assert len(countries) == 249
    for country in countries:
        code = country["ISO3166-1-Alpha-3"]
        assert state_code(state_iri(code)) == code


@pytest.mark.parametrize("code", ["mex", "MX", "MEXICO", "", " MEX", "M3X", "ÅLA", "484"])
def test_what_is_no_alpha_3_code_is_rejected(code: str) -> None:
    with pytest.raises(IdentifierError, match="such as MEX"):
        state_iri(code)


@pytest.mark.parametrize(
    "iri", [ID + "state/mex", ID + "state/MEX/1", ID + "place/MEX", ID + "state/", "MEX"]
)
def test_an_iri_that_state_iri_never_makes_has_no_code(iri: str) -> None:
    with pytest.raises(IdentifierError):
        state_code(iri)
