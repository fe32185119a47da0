"""Know by which words texts name instruments that are no treaties: rules, principles, declarations.

Patterns are regular expressions in which a space is any spaces, as for treaties.
"""

from rightsgraph.cite.gazetteer import Gazetteer

# Key -> names. An article, rule, principle or guideline of one of them is cited by its number.
_TABLE: dict[str, tuple[str, ...]] = {
    "SMR": (r"Standard Minimum Rules for the Treatment of Prisoners",),
    "MANDELA": (
        r"Standard Minimum Rules for the Treatment of Prisoners,? \(?(?:the )?(?:\")?Nelson Mandela"
        r" Rules(?:\")?\)?", r"Mandela Rules", r"Nelson Mandela Rules", r"Reglas Nelson Mandela",
        r"Règles Nelson Mandela", r"قواعد نيلسون مانديلا",
    ),
    "BANGKOK": (r"Bangkok Rules",
        r"Rules for the Treatment of Women Prisoners"
        r"(?: and Non-custodial Measures for Women Offenders)?(?: \(the Bangkok Rules\))?"),
    "BEIJING": (r"Beijing Rules",
        r"Standard Minimum Rules for the Administration of Juvenile Justice"
        r"(?: \(the Beijing Rules\))?"),
    "TOKYO": (r"Tokyo Rules",
        r"Standard Minimum Rules for Non-custodial Measures"
        r"(?: \(the Tokyo Rules\))?"),
    "HAVANA": (r"Havana Rules",
        r"Rules for the Protection of Juveniles Deprived of [Tt]heir Liberty"
        r"(?: \(the Havana Rules\))?"),
    "RIYADH": (r"Riyadh Guidelines",
        r"Guidelines for the Prevention of Juvenile Delinquency"),
    "PRISONERS": (r"Basic Principles for the Treatment of Prisoners",),
    "BODY-OF-PRINCIPLES": (
        r"Body of Principles for the Protection of All Persons under [Aa]ny Form of Detention or"
        r" Imprisonment", r"Body of Principles"),
    "LAWYERS": (r"Basic Principles on the Role of Lawyers",),
    "JUDICIARY": (r"Basic Principles on the Independence of the Judiciary",),
    "FORCE": (
        r"Basic Principles on the Use of Force and Firearms(?: by Law Enforcement Officials)?",),
    "REMEDY": (
        r"Basic Principles and Guidelines on the Right to a Remedy(?: and Reparation)?"
        r"(?: for Victims of Gross Violations of International Human Rights Law and Serious"
        r" Violations of International Humanitarian Law)?",),
    "UNGP": (r"Guiding Principles on Business and Human Rights",),
    "IDP": (r"Guiding Principles on Internal Displacement",),
    "YOGYAKARTA": (
        r"Yogyakarta Principles(?: on the Application of International Human Rights Law"
        r" in [Rr]elation to Sexual Orientation and "
        r"Gender Identity)?",),
    "SIRACUSA": (r"Siracusa Principles",),
    "LIMBURG": (r"Limburg Principles",),
    "MAASTRICHT": (r"Maastricht (?:Guidelines|Principles)",),
    "JOHANNESBURG": (r"Johannesburg Principles",),
    "PARIS": (r"Paris Principles",),
    "BANGALORE": (r"Bangalore Principles(?: of Judicial Conduct)?",),
    "UNDRIP": (r"Declaration on the Rights of Indigenous Peoples", r"UNDRIP"),
    "DED": (
        r"Declaration on the Protection of [Aa]ll Persons from Enforced Disappearances?",),
    "DAT": (
        r"Declaration on the Protection of All Persons from Being Subjected to Torture"
        r"(?: and Other Cruel, Inhuman or Degrading Treatment or Punishment)?",),
    "DEVAW": (r"Declaration on the Elimination of Violence [Aa]gainst Women", r"DEVAW"),
    "HRD": (r"Declaration on Human Rights Defenders",
        r"Declaration on the Right and Responsibility of Individuals,? Groups and Organs of Society"
        r" to Promote and Protect Universally Recognized Human Rights and Fundamental Freedoms"),
    "MINORITIES": (
        r"Declaration on the Rights of Persons Belonging to National or Ethnic,"
        r" Religious and Linguistic Minorities",),
    "RELIGION-1981": (
        r"Declaration on the Elimination of All Forms of Intolerance and of Discrimination"
        r" Based on Religion or Belief",),
    "BEIJING-PLATFORM": (r"Beijing Platform for Action",),
    "IMPUNITY": (r"Set of Principles for the Protection and Promotion of Human Rights",),
    "ISTANBUL-PROTOCOL": (r"Istanbul Protocol",),
    "ROBBEN-ISLAND": (r"Robben Island Guidelines",),
    "RTD": (r"Declaration on the Right to Development",),
    "ADRDM": (r"American Declaration(?: of the Rights and Duties of Man)?",),
    "UNDROP": (
        r"Declaration on the Rights of Peasants(?: and Other People Working in"
        r" Rural Areas)?",),
    "RIO": (r"Rio Declaration(?: on Environment and Development)?",),
    "ARSIWA": (
        r"articles on (?:the )?[Rr]esponsibility of States for [Ii]nternationally"
        r" [Ww]rongful [Aa]cts",
        r"Articles on (?:the )?[Rr]esponsibility of States for [Ii]nternationally"
        r" [Ww]rongful [Aa]cts",
        r"Responsibility of States for [Ii]nternationally [Ww]rongful [Aa]cts",
        r"articles on State [Rr]esponsibility", r"Articles on State [Rr]esponsibility"),
    "ILC-PREVENTION": (
        r"articles on the prevention of transboundary harm"
        r"(?: from hazardous activities)?",),
    "ICRC-CIHL": (r"Customary International Humanitarian Law(?:, Volume I: Rules)?",),
    "8-MARCH-PRINCIPLES": (
        r"8 March [Pp]rinciples(?: for a human rights-based approach to criminal law proscribing"
        r" conduct"
        r" associated with sex, reproduction, drug use, HIV, homelessness and poverty)?",),
    "CODE-OF-CONDUCT-LEO": (r"Code of Conduct for Law Enforcement Officials",),
    "GUIDELINES-CHILD-CARE": (r"Guidelines for the Alternative Care of Children",),
}  # fmt: skip

INSTRUMENTS = Gazetteer(_TABLE)
"""The names of the instruments. An article, rule, principle or guideline is cited by its number."""
