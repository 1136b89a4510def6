"""Words by which names are told from other capitals: the field's own, verbs of people, families, trades, beliefs."""

from __future__ import annotations

MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


ORGANISATIONS = words(
    """
    Academy Act Action Adult Adults Agency Alliance Appeal Approach Article Assembly Association Authority Avenue Award
    Board Body Borough Branch Bureau Campaign Care Centre Chair Charity Charter Child Childcare Children Church Circle
    City Clinic Close Coalition Code College Commission Commissioner Committee Company Conference Constabulary
    Convention
    Council County Court Crescent Day Department Directive Directorate District Drive Education England Executive
    Faculty
    Family Federation Festival Force Forum Foundation Framework Fund Gardens General Group Guidance Guide Guideline
    Helpline Health Home Homes Hospice Hospital Hostel Hotel House Housing Hub Index Infirmary Initiative Inquiry
    Institute Observatory Archive Laboratory Consortium Collaborative Taskforce Secretariat Inspectorate
    International Intervention Justice Lane Law Learning Line Lodge Magistrates Management Medical Meeting Mental Method
    Ministry Model Month National Network NHS Nursery Office Order Ombudsman Orders Organisation Panel Partnership
    Pathway
    Plan Police Policy Practice Primary Principle Principles Prison Programme Project Promise Protection Protocol Rail
    Report Review Reviews Road Royal Rule Safeguarding Scale Scheme School Schools Secondary Section Service Services
    Social Society Square Standards Station Store Strategy Street Summer Supermarket Surgery Survey System Team Teams
    Terrace Test Theatre Tool Toolkit Training Tribunal Trust Union Unit University Visitor Ward Week Welfare Wing Women
    Work Working Year Young Youth
    """
)
"""A run of capitals with one of these names no person."""

FIELD = words(
    """
    Our Dear
    Safeguard Protect Co-operating His Her Him Hers Their Theirs My Mine Me Us Your Yours Its Ours Whose Whom Which
    Grandma Grandpa Granny Gran Grandad Granddad Nanny Nana Auntie Aunty Uncle Mummy Daddy Stepdad Stepmum
    Mother Father Mum Mam Dad Parents Parent Grandmother Grandfather Nan Nain Taid Stepfather Stepmother Baby Sibling
    Siblings Twin Brother Sister Aunt Uncle Partner Carer Carers Husband Wife Son Daughter Friend Neighbour Family
    Person
    Practitioners Practitioner Professionals Professional Staff Managers Manager Agencies Agency Teachers Teacher Nurse
    Nurses Midwife Midwives Doctors Doctor Officers Officer Workers Worker Police Probation Housing Health Education
    Schools
    School Services Service Everybody Everyone Nobody Somebody Someone Anybody Anyone People Children Adults Families
    Supervisors Supervisor Trainers Trainer Facilitators Chairs Chair Reviewers Reviewer Panel Board Court Courts
    Council
    Safeguarding Lead Leads Monday Tuesday Wednesday Thursday Friday Saturday Sunday English Welsh British Internet
    Government
    Parliament God Covid Christmas Easter Ofsted Estyn Section Part Step Figure Table Appendix Chapter Finding
    Recommendation Learning Practice Good Early Help Teams Team Young Older Women Men Boys Girls Victims Survivors
    Perpetrators Offenders Pupils Students Residents Patients Tenants Foster Kinship Working Together Today Tomorrow
    Assent Yesterday Both Neither Each Every Others Another Many Most Some Several Few All Few Who What When
    Where Why How
    It He
    She They We You I This That These Those There Here Then Now The A An In On At By For With From To Of And But Or If
    Because Although While After Before During Until Since Once As So Not No Yes Never Always Often Sometimes
    """
)
"""Capitals that a text of this field has and that name nobody."""

RANKS = frozenset("Sergeant Inspector Constable Superintendent Chief Recorder Sheriff Judge Coroner Officers".split())
"""What may follow a title and is none of a person's name: "the Detective Sergeant"."""

VERBS = (
    r"(?:heard|put|paid|sold|taught|caught|chose|drove|ate|beat|bled|blew|built|burnt|dealt|flew|forgot|froze|hung"
    r"|knelt|laid|lay|lent|"
    r"rode|rose|sank|sent|shot|sang|slid|spent|spat|struck|swore|swam|took|tore|understood|woke|wore|wept|won|will"
    r"|can|"
    r"told|said|says|drew|withdrew|tells|asked|asks|rang|went|came|left|did|does|died|dies|could|couldn['’]t|would"
    r"|might|lived"
    r"|lives|"
    r"felt|feels|knew|knows|saw|became|hit|kicked|hurt|shook|slept|cried|refused|declined|missed|was|wasn['’]t|had"
    r"|hadn['’]t|"
    r"has|is|didn['’]t|found|gave|took|got|made|kept|ran|fell|fled|drank|lost|met|wrote|thought|stood|sat|spoke"
    r"|began|"
    r"broke|brought|bought|held|hid|led|let|loves|loved|wants|needs|seems|seemed|became|grew|threw|stole|bit|set|cut|"
    r"[a-z]{3,}ed)"
)
"""What a person does, after a name."""

FAMILY = (
    r"(?:mother|father|mum|mam|dad|parents?|grandmother|grandfather|grandparents|nan|nanny|gran|stepfather"
    r"|stepmother|"
    r"step-?(?:father|mother|dad|mum)|partner|ex-partner|boyfriend|girlfriend|husband|wife|brothers?|sisters?"
    r"|siblings?|"
    r"aunt|auntie|uncle|cousin|son|sons|daughter|daughters|baby|twin|child|children|carer|carers|friend|friends"
    r"|neighbour|"
    r"landlord|lodger|fiancée?|widow|nephew|niece|family)"
)
"""People around a person."""

POSSESSIONS = (
    rf"(?:{FAMILY}|school|teacher|teachers|health visitor|midwife|social worker|worker|key ?worker|GP|doctor|home"
    rf"|house|"
    r"flat|room|bedroom|bed|cot|phone|room|death|injur(?:y|ies)|bruises?|voice|views?|story|life|body|case|file"
    r"|records?|"
    r"behaviour|needs|weight|arm|leg|head|face|neck|birthday|birth|carers?|care|placement|plan|name|money|own)"
)

TRADES = words(
    """
    accountant actor actress architect artist baker barber barista barmaid barman barrister beautician bricklayer
    builder butcher butler carpenter carer cashier caretaker chef chemist childminder clerk cleaner coach cobbler cook
    councillor courier decorator dentist designer docker doctor doorman driver drummer electrician engineer farmer
    farrier
    firefighter fireman fisherman fitter florist footballer gamekeeper gardener goalkeeper guard hairdresser headteacher
    headmaster imam jockey joiner journalist judge labourer lecturer lawyer lifeguard locksmith lorry-driver magistrate
    manager mechanic midwife miner minister musician nanny nurse optician painter paramedic pastor pharmacist
    photographer
    pilot plasterer plumber policeman policewoman politician porter postman postwoman priest printer prison-officer
    professor publican receptionist roofer sailor salesman scaffolder scientist seamstress secretary shepherd shopkeeper
    singer social-worker soldier solicitor steward stonemason surgeon surveyor tailor teacher technician undertaker vet
    postmistress postmaster landlady landlord verger librarian curate organist croupier stripper bailiff
    cabbie blacksmith
    thatcher beekeeper boxer wrestler dancer rapper comedian magician cyclist poet sculptor potter florist milkman
    greengrocer grocer fishmonger ironmonger upholsterer glazier signwriter sexton gravedigger registrar
    governor croupier
    dentist translator interpreter bookmaker auctioneer zookeeper groom jeweller tattooist barrister stockbroker banker
    vicar waiter waitress warden welder window-cleaner writer youtuber influencer bouncer apprentice
    """
)
"""What people work as; longer names of trades end in one of these: "taxi driver", "dental nurse"."""

TRADES_IN_FULL = (
    r"(?:police (?:officer|constable|sergeant)|teaching assistant|prison officer|social worker|health visitor|care "
    r"assistant|"
    r"support worker|youth worker|lollipop (?:lady|man)|civil servant|shop assistant|call handler|market trader|"
    r"security guard|bus conductor|estate agent|sex worker|school governor|armed forces|personal trainer|"
    r"traffic warden|community leader|religious leader|football coach|scout leader|foster carer)"
)

BELIEFS = (
    r"(?:Muslims?|Islam(?:ic)?|Christians?|Christianity|Jew(?:s|ish)?|Hindus?|Sikhs?|Buddhists?|Catholics?"
    r"|Protestants?|Anglicans?|"
    r"Methodists?|Baptists?|Presbyterians?|Evangelicals?|evangelical|Pentecostals?|Mormons?|Quakers?|Hasid(?:ic|im)?|"
    r"Chassidic|Haredi|Charedi|Orthodox|Rastafarians?|Pagans?|Wiccans?|Salafi|Shi['’]?a|Shi['’]ite|Sunni"
    r"|Ahmadi(?:yya)?|"
    r"Jehovah['’]s Witness(?:es)?|Seventh[- ]Day Adventists?|Brethren|Scientolog(?:y|ists?)|Amish|Ba[hḥ]a['’]?i|Jain|"
    r"Druze|Shabbat|Shabbos|Qur['’]?an|Koran|Torah|Yazidis?|Zoroastrians?|Spiritualists?|spirit possession|witchcraft"
    r"|kindoki|juju|djinns?|exorcisms?|devout|"
    r"(?:attended|joined|belonged to|worshipped at|prayed at|members? of) (?:an? |the |their |a local )?(?:\w+ )?"
    r"(?:mosque|church|temple|synagogue|gurdwara|chapel|congregation|sect|cult)|born-again)"
)
"""What somebody believes."""

NEWSPAPERS = (
    r"(?:(?:(?!The |Caldicott|Special|Freedom|Public|Children|Legal|Outcomes?|Recovery|Family|Care|Health|Quality"
    r"|National|Minimum|Child|Patient|Case|Shared|Common|Summary)[A-Z][\w’'-]+ )+(?:Post|Times|Gazette|Echo|Herald"
    r"|Mail|Mirror|Guardian"
    r"|Telegraph|Argus|Chronicle"
    r"|Advertiser|"
    r"Observer|Courier|Express|Standard|Journal|Mercury|Examiner|Citizen|Tribune|Star|Record|Bulletin)\b(?! "
    r"(?:Office|Code))|"
    r"(?:[A-Z]\w+ )(?:Daily|Evening|Free|Morning|Weekly) Press\b|"
    r"BBC(?: \w+)? [Nn]ews|BBC (?:Radio|Wales|One|Look North)|ITV(?: News)?|Sky News|Channel [45]|Panorama|Newsnight"
    r"|The Sun\b|"
    r"(?:(?<=in )|(?<=to )|(?<=by ))The (?:Guardian|Times)\b|The (?:Guardian|Times)(?= (?:newspaper|report\w*|ran"
    r"|printed|said"
    r"|named|carried|published|covered|wrote|called))|Crimewatch)"
)
