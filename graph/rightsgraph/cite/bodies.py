"""Know by which words texts name the bodies that decide, comment and resolve."""

import re

from rightsgraph.cite.gazetteer import Gazetteer
from rightsgraph.cite.translations import BODY_NAMES

_TABLE: dict[str, tuple[str, ...]] = {
    "CCPR": (
        "Human Rights Committee", "UNHRC", "Comité de Derechos Humanos",
        "Comité des droits de l'homme", "اللجنة المعنية بحقوق الإنسان",
    ),
    "CAT": (
        "Committee [Aa]gainst Torture", "CAT Committee", "Comité contra la Tortura",
        "Comité contre la torture", "لجنة مناهضة التعذيب",
    ),
    "CEDAW": (
        "Committee on the Elimination of (?:All Forms of )?Discrimination [Aa]gainst Women",
        "CEDAW Committee", "CEDAW(?=,? general)",
        "Comité para la Eliminación de la Discriminación contra la Mujer",
        "Comité pour l'élimination de la discrimination à l'égard des femmes",
        "اللجنة المعنية بالقضاء على التمييز ضد المرأة",
    ),
    "CRC": (
        "Committee on the Rights of the Child", "CRC Committee", "CRC(?=,? general)",
        "Comité de los Derechos del Niño", "Comité des droits de l'enfant", "لجنة حقوق الطفل",
    ),
    "CERD": (
        "Committee on the Elimination of (?:All Forms of )?Racial Discrimination",
        "CERD Committee", "CERD(?=,? general)",
        "Comité para la Eliminación de la Discriminación Racial",
        "Comité pour l'élimination de la discrimination raciale", "لجنة القضاء على التمييز العنصري",
    ),
    "CESCR": (
        "Committee on Economic,? Social and Cultural Rights", "CESCR(?=,? general| Committee)",
        "Comité de Derechos Económicos, Sociales y Culturales",
        "Comité des droits économiques, sociaux et culturels",
        "اللجنة المعنية بالحقوق الاقتصادية والاجتماعية والثقافية",
    ),
    "CRPD": (
        "Committee on the Rights of Persons with Disabilities", "CRPD Committee",
        "Comité sobre los Derechos de las Personas con Discapacidad",
        "Comité des droits des personnes handicapées", "اللجنة المعنية بحقوق الأشخاص ذوي الإعاقة",
    ),
    "CMW": (
        "Committee on the Protection of the Rights of All Migrant Workers"
        "(?: and Members of [Tt]heir Families)?", "Committee on Migrant Workers",
    ),
    "CED": (
        "Committee on Enforced Disappearances", "Comité contra la Desaparición Forzada",
        "Comité des disparitions forcées", "اللجنة المعنية بحالات الاختفاء القسري",
    ),
    "SPT": ("Subcommittee on Prevention of Torture",),
    "ECtHR": (
        "European Court (?:of|for|on) Human Rights", "European Court(?! of (?:Justice|First))",
        "European Commission (?:of|on|for) Human Rights", "European Human Rights Commission",
        "European Commission(?! against| for Democracy)",
        "ECtHR", "Eur\\. ?Ct\\. ?H\\. ?R\\.?", "ECHR(?= (?:case|juris|judg|decision)|, )",
        "Strasbourg Court", "Strasbourg organs", "Tribunal Europeo(?: de Derechos Humanos)?",
        "Cour européenne(?: des droits de l'homme)?", "المحكمة الأوروبية لحقوق الإنسان",
    ),
    "IACtHR": (
        "Inter-?\\s?American Court (?:of|on|for) Human Rights", "Inter-?\\s?American Court",
        "IACtHR", "IACHR Court", "I/A Court H\\. ?R\\.", "Inter-Am\\. Ct\\. ?H\\. ?R\\.",
        "Corte Interamericana(?: de Derechos Humanos)?",
        "Cour interaméricaine(?: des droits de l'homme)?",
        "محكمة البلدان الأمريكية لحقوق الإنسان",
    ),
    "IACHR": (
        "Inter-?\\s?American Commission (?:of|on|for) Human Rights",
        "Inter-?\\s?American Commission",
        "IACHR", "IACmHR", "Inter-Am\\. Comm'n H\\.R\\.",
        "Comisión Interamericana(?: de Derechos Humanos)?",
        "Commission interaméricaine(?: des droits de l'homme)?",
        "لجنة البلدان الأمريكية لحقوق الإنسان",
    ),
    "ACHPR": (
        "African Commission(?: (?:on|of|for) Human and Peoples?'?s?'? Rights)?", "ACHPR(?!/)",
        "Comisión Africana", "Commission africaine", "اللجنة الأفريقية لحقوق الإنسان والشعوب",
    ),
    "ACtHPR": (
        "African Court(?: (?:on|of|for) Human and Peoples?'?s?'? Rights)?", "AfCHPR", "ACtHPR",
        "المحكمة الأفريقية لحقوق الإنسان والشعوب",
    ),
    "ECOWAS": (
        "Community Court of Justice", "ECOWAS Community Court of Justice",
        "ECOWAS Court(?: of Justice)?",
        "Court of Justice of the Economic Community of West African States",
    ),
    "EACJ": ("East African Court of Justice",),
    "ICJ": (
        "International Court of Justice", "ICJ(?! Reports)", "Corte Internacional de Justicia",
        "Cour internationale de Justice", "محكمة العدل الدولية",
    ),
    "PCIJ": ("Permanent Court of International Justice", "PCIJ"),
    "ICTY": (
        "International (?:Criminal )?Tribunal for the (?:F|f)ormer Yugoslavia", "ICTY",
    ),
    "ICTR": ("International (?:Criminal )?Tribunal for Rwanda", "ICTR(?!-)"),
    "ICC": ("International Criminal Court", "ICC(?!-)", "Corte Penal Internacional"),
    "SCSL": ("Special Court for Sierra Leone", "SCSL(?!-)"),
    "CJEU": (
        "European Court of Justice", "Court of Justice of the European (?:Union|Communities)",
        "CJEU", "ECJ", "European Court of First Instance",
    ),
    "NMT": (
        "Military Tribunal (?:at|of) N(?:u|ü)remberg",
        "International Military Tribunal(?! for the Far)", "Nuremberg Military Tribunal",
    ),
    "A": ("General Assembly", "Assembly(?= resolution| decision)", "Asamblea General",
    "Assemblée générale", "الجمعية العامة"),
    "S": ("Security Council", "Consejo de Seguridad", "Conseil de sécurité", "مجلس الأمن"),
    "E": (
        "Economic and Social Council", "ECOSOC", "Consejo Económico y Social",
        "Conseil économique et social", "المجلس الاقتصادي والاجتماعي",
    ),
    "A/HRC": (
        "Human Rights Council", "HRC(?= resolution| decision)",
        "Council(?= resolution| decision)", "Consejo de Derechos Humanos",
        "Conseil des droits de l'homme", "مجلس حقوق الإنسان",
    ),
    "E/CN.4": (
        "Commission on Human Rights",
        "Human Rights Commission(?= resolution| decision)", "Commission(?= resolution| decision)",
        "Comisión de Derechos Humanos", "Commission des droits de l'homme",
    ),
    "E/CN.6": ("Commission on the Status of Women",),
    "E/CN.15": ("Commission on Crime Prevention and Criminal Justice",),
    "national": (
        "Supreme (?:Administrative )?Court", "National (?:Human Rights )?Commission",
        "Constitutional Court", "High Court(?! of Justice of the)",
        "Court of Appeals?", "Courts of Appeals?", "Privy Council", "House of Lords",
        "Federal (?:High )?Court",
        "Court of Cassation", "Administrative Court", "Court of Session", "Divisional Court",
        "Conseil d'[EÉ]tat", "Council of State", "Queen's Bench", "Supreme Tribunal",
        "District Court", "Regional Court", "Constitutional Tribunal", "Labour Court",
    ),
}  # fmt: skip

COMMITTEES = frozenset({"CCPR", "CAT", "CEDAW", "CRC", "CERD", "CESCR", "CRPD", "CMW", "CED"})
"""The treaty bodies that decide on communications and make general comments."""
COURTS = frozenset(
    {"ECtHR", "IACtHR", "IACHR", "ACHPR", "ACtHPR", "ECOWAS", "EACJ", "ICJ", "PCIJ", "ICTY"}
    | {"ICTR", "ICC", "SCSL", "CJEU", "NMT"}
)
"""The courts, commissions and tribunals whose decisions are cited as cases."""
ORGANS = frozenset({"A", "S", "E", "A/HRC", "E/CN.4", "E/CN.6", "E/CN.15"})
"""The organs that adopt resolutions, by the beginning of their symbols."""

BODIES = Gazetteer({key: (*names, *BODY_NAMES.get(key, ())) for key, names in _TABLE.items()})
"""The names of bodies."""

_OF_SYMBOL = re.compile(r"(CCPR|CAT|CEDAW|CRC|CERD|CRPD|CED|CMW)(?=[/ ])|(E/C\.12/|CESCR )|(HRC )")


def body_of_symbol(symbol: str) -> str | None:
    """Return the treaty body that a document belongs to, by its symbol or name.

    >>> body_of_symbol("E/C.12/57/D/1/2013"), body_of_symbol("CAT general comment 4")
    ('CESCR', 'CAT')
    """
    match = _OF_SYMBOL.match(symbol)
    if match is None:
        return None
    return match[1] or ("CESCR" if match[2] else "CCPR")
