"""Know by which Spanish, French and Arabic words texts name treaties and bodies.

The names stand by key beside those of `treaties` and `bodies`; a space is any space.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TORTURE = "مناهضة التعذيب(?: وغيره من ضروب المعاملة أو العقوبة القاسية أو اللاإنسانية أو المهينة)?"
_CIVIL = "(?: الدولي الخاص بالحقوق المدنية والسياسية)?"
_SOCIAL = "(?: الدولي الخاص بالحقوق الاقتصادية والاجتماعية والثقافية)"
_WOMEN = "(?:القضاء على جميع أشكال التمييز ضد المرأة)"

TREATY_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CCPR-OP1": (
            r"Protocolo Facultativo del Pacto(?: Internacional de Derechos Civiles y Políticos)?",
            r"Primer Protocolo Facultativo(?: del Pacto(?: Internacional de Derechos Civiles y"
            r" Políticos)?)?",
            r"Protocole facultatif se rapportant au Pacte"
            r"(?: international relatif aux droits civils et politiques)?",
            r"premier Protocole facultatif(?: se rapportant au Pacte"
            r"(?: international relatif aux droits civils et politiques)?)?",
            rf"البروتوكول الاختياري (?:الأول )?(?:الملحق ب العهد|ل العهد){_CIVIL}",
        ),
        "CCPR-OP2": (
            r"Segundo Protocolo Facultativo(?: del Pacto(?: Internacional de Derechos Civiles y"
            r" Políticos)?)?",
            r"deuxième Protocole facultatif(?: se rapportant au Pacte"
            r"(?: international relatif aux droits civils et politiques)?)?",
            rf"البروتوكول الاختياري الثاني(?: الملحق ب العهد{_CIVIL})?",
        ),
        "CCPR": (r"PIDCP",),
        "CESCR-OP": (
            r"Protocolo Facultativo del Pacto Internacional de Derechos Económicos, Sociales y"
            r" Culturales",
            r"Protocole facultatif se rapportant au Pacte international relatif aux droits"
            r" économiques, sociaux et culturels",
            rf"البروتوكول الاختياري (?:الملحق ب العهد|ل العهد){_SOCIAL}",
        ),
        "CESCR": (r"PIDESC",),
        "OPCAT": (
            r"Protocolo Facultativo de la Convención contra la Tortura"
            r"(?: y Otros Tratos o Penas Crueles, Inhumanos o Degradantes)?",
            r"Protocole facultatif se rapportant à la Convention contre la torture"
            r"(?: et autres peines ou traitements cruels, inhumains ou dégradants)?",
            rf"البروتوكول الاختياري (?:ل اتفاقية|الملحق ب اتفاقية) {_TORTURE}",
        ),
        "CAT": (rf"اتفاقية {_TORTURE}",),
        "CEDAW-OP": (
            r"Protocolo Facultativo de la Convención sobre la [Ee]liminación de [Tt]odas las"
            r" [Ff]ormas"
            r" de [Dd]iscriminación contra la [Mm]ujer",
            r"Protocole facultatif à la Convention sur l'élimination de toutes les formes de"
            r" discrimination à l'égard des femmes",
            rf"البروتوكول الاختياري ل اتفاقية {_WOMEN}",
        ),
        "CRC-OPAC": (
            r"Protocolo Facultativo de la Convención sobre los Derechos del Niño relativo a la"
            r" participación de niños en los conflictos armados",
            r"Protocole facultatif à la Convention relative aux droits de l'enfant,? concernant"
            r" l'implication d'enfants dans les conflits armés",
            r"البروتوكول الاختياري ل اتفاقية حقوق الطفل بشأن اشتراك الأطفال في المنازعات المسلحة",
        ),
        "CRC-OPSC": (
            r"Protocolo Facultativo de la Convención sobre los Derechos del Niño relativo a la"
            r" venta"
            r" de niños",
            r"Protocole facultatif à la Convention relative aux droits de l'enfant,? concernant la"
            r" vente d'enfants",
            r"البروتوكول الاختياري ل اتفاقية حقوق الطفل بشأن بيع الأطفال",
        ),
        "CRC-OPIC": (
            r"Protocolo Facultativo de la Convención sobre los Derechos del Niño relativo a un"
            r" procedimiento de comunicaciones",
            r"Protocole facultatif à la Convention relative aux droits de l'enfant établissant une"
            r" procédure de présentation de communications",
            r"البروتوكول الاختياري ل اتفاقية حقوق الطفل المتعلق بإجراء تقديم البلاغات",
        ),
        "CRPD-OP": (
            r"Protocolo Facultativo de la Convención sobre los Derechos de las Personas con"
            r" Discapacidad",
            r"Protocole facultatif se rapportant à la Convention relative aux droits des personnes"
            r" handicapées",
            r"البروتوكول الاختياري ل اتفاقية حقوق الأشخاص ذوي الإعاقة",
        ),
        "CMW": (
            r"Convención Internacional sobre la Protección de los Derechos de Todos los"
            r" Trabajadores"
            r" Migratorios(?: y de Sus Familiares)?",
            r"Convention internationale sur la protection des droits de tous les travailleurs"
            r" migrants"
            r"(?: et des membres de leur famille)?",
            r"الاتفاقية الدولية لحماية حقوق جميع العمال المهاجرين(?: وأفراد أسرهم)?",
        ),
        "CED": (
            r"Convention internationale pour la protection de toutes les personnes contre les"
            r" disparitions forcées",
            r"الاتفاقية الدولية لحماية جميع الأشخاص من الاختفاء القسري",
        ),
        "ECHR": (
            r"Convenio para la Protección de los Derechos Humanos(?: y de las Libertades"
            r" Fundamentales)?",
            r"Convention de sauvegarde des droits de l'homme(?: et des libertés fondamentales)?",
            r"الاتفاقية الأوروبية ل(?:حماية )?حقوق الإنسان",
        ),
        "ACHR": (r"Pacto de San José(?: de Costa Rica)?", r"الاتفاقية الأمريكية لحقوق الإنسان",),
        "ACHPR-CHARTER": (r"Charte africaine(?! sur| de la)",),
        "VCLT": (r"اتفاقية فيينا لقانون المعاهدات",),
        "Refugees-1951": (
            r"Convención sobre el Estatuto de los Refugiados",
            r"Convention relative au statut des réfugiés", r"الاتفاقية الخاصة بوضع اللاجئين",
        ),
        "GENEVA": (r"Convenios de Ginebra", r"Conventions de Genève", r"اتفاقيات جنيف"),
        "ROME": (r"نظام روما الأساسي",),
        "GENOCIDE": (
            r"Convención para la Prevención y la Sanción del Delito de Genocidio",
            r"Convention pour la prévention et la répression du crime de génocide",
            r"اتفاقية منع جريمة الإبادة الجماعية والمعاقبة عليها",
        ),
        "generic:charter": (r"Carta(?= ?[.,;)])",),
    }
)  # fmt: skip
"""The names of treaties in three more languages, by key."""

BODY_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CMW": (
            "Comité de Protección de los Derechos de Todos los Trabajadores Migratorios",
            "Comité pour la protection des droits de tous les travailleurs migrants",
            "اللجنة المعنية بحماية حقوق جميع العمال المهاجرين",
        ),
        "SPT": ("Subcomité para la Prevención de la Tortura", "Sous-Comité pour la prévention de"
        " la torture"),
        "ECtHR": ("Corte Europea de Derechos Humanos", "Comisión Europea de Derechos Humanos",
                  "Commission européenne des droits de l'homme"),
        "ACHPR": ("Comisión Africana de Derechos Humanos y de los Pueblos",
                  "Commission africaine des droits de l'homme et des peuples"),
        "ACtHPR": ("Corte Africana de Derechos Humanos y de los Pueblos",
                   "Cour africaine(?: des droits de l'homme et des peuples)?"),
        "ICTY": ("Tribunal (?:Penal )?Internacional para la ex-Yugoslavia",
                 "Tribunal (?:pénal )?international pour l'ex-Yougoslavie"),
        "ICTR": ("Tribunal Penal Internacional para Rwanda", "Tribunal pénal international pour"
        " le Rwanda"),
        "ICC": ("Cour pénale internationale", "المحكمة الجنائية الدولية"),
        "CJEU": ("Tribunal de Justicia de la Unión Europea",
                 "Cour de justice de l'Union européenne"),
        "A": ("Asamblea General de las Naciones Unidas",),
        "E/CN.4": ("لجنة حقوق الإنسان",),
        "national": (
            "Corte Suprema", "Tribunal Constitucional", "Tribunal Supremo", "Corte Constitucional",
            "Audiencia Nacional", "Cour de cassation", "Cour suprême", "Conseil constitutionnel",
            "Cour d'appel", "المحكمة العليا", "المحكمة الدستورية", "محكمة النقض", "محكمة الاستئناف",
        ),
    }
)  # fmt: skip
"""The names of bodies in three more languages, by key."""
