"""Names that identity rules look for: first names, towns, countries and nationalities. Ours, and far from complete.

A name that is also an ordinary word (Grace, Mark, Hope) stands in `ORDINARY`: it counts only beside a surname. A town
that is one (Bath, Reading) stands in `ORDINARY_PLACES`: it counts only after "in", "from" and the like.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = frozenset(
    _words(
        """
        Aaron Abdul Abigail Adam Adrian Agnieszka Ahmed Aisha Alan Alex Alexander Alfie Ali Alice Alison
        Amelia Amina Amir Amy Andrea Andrew Angela Anita Ann Anna Anne Annie Anthony Antoni Archie Arthur
        Asha Ashley Ava Barbara Ben Benjamin Bethan Beverley Brian Bronwen Callum Carol Caroline Carys
        Catherine Cerys Charles Charlie Charlotte Chloe Chris Christine Christopher Claire Colin Connor
        Craig Dafydd Daisy Daniel Darren David Deborah Denise Diane Dominik Donna Dylan Edward Eleanor
        Elizabeth Ella Ellie Emily Emma Eric Erin Ethan Evan Evie Faisal Farah Fatima Fiona Florence Frank
        Freddie Freya Gareth Gary Gavin Gemma George Georgia Geraint Gillian Graham Gwen Hamza Hannah
        Harriet Harry Hassan Hayley Heather Helen Henry Holly Hussain Ian Ibrahim Imran Isaac Isabella Isla
        Ivan Jack Jackie Jacob Jake Jakub James Jamie Jane Janet Jasmine Jason Jayden Jean Jennifer Jenny
        Jessica Joan Joanne John Jonathan Joseph Joshua Judith Julia Julie Kai Karen Karl Katarzyna Kate
        Katherine Katie Keith Kelly Kenneth Kevin Khadija Kieran Kim Kimberley Kyle Laura Lauren Layla Leah
        Lee Leo Lewis Liam Linda Lisa Logan Louise Lucas Lucy Luke Lynn Maisie Malcolm Malgorzata Margaret
        Maria Marie Martin Martyn Mary Maryam Mateusz Matthew Megan Melissa Mia Michael Michelle Mohamed
        Mohammad Mohammed Mollie Molly Muhammad Musa Nadia Naomi Natalie Nathan Nathaniel Neil Niamh
        Nicholas Nicola Nigel Noah Noor Oliver Olivia Omar Oscar Owen Pamela Patricia Patrick Paul Pauline
        Peter Philip Phoebe Piotr Poppy Priya Rachel Rebecca Rhiannon Rhys Richard Robert Robin Roger Ryan
        Sally Sam Samantha Samuel Sandra Sara Sarah Sean Sebastian Shannon Sharon Shaun Sian Simon Sophia
        Sophie Stacey Stephanie Stephen Steven Stuart Susan Syed Sylvia Tariq Tegan Teresa Thomas Tim
        Timothy Toby Tom Tomasz Tracey Tracy Trevor Tyler Usman Valerie Vanessa Victoria Vincent Wayne Wendy
        William Yasmin Yusuf Zahra Zainab Zara Zoe
        """
    )
)

SHORT_NAMES = frozenset(
    _words(
        """
        Mo Ty Bo Jo
        Kev Gaz Baz Daz Dez Shaz Debs Tommo Stu Bev Maz Jacqui Jacko Mags Madge Trish Kath Cath Hazza Jonno Dickie
        Concetta Esi Tunde Femi Yemi Segun Folake Rudo Chipo Sipho Wanjiru Wambui Njeri Otieno Achieng Selam
        Tesfaye Biniam Semhar Filmon Abebe Meseret Costel Ferenc Katalin Malgosia Iwona Danuta Jadwiga Oksana
        Svitlana Mykola Dmytro Vitalii Yuliia Halyna Sergei Desislava Besnik Blerim Flamur Shpresa Vjosa Liridona
        Agim Rebin Hiwa Shilan Fereshteh Zabihullah Rukhsana Manjit Surinder Balwinder Kuldeep Kulwinder Priti
        Hetal Suresh Venkat Nguyen Thuy Trang Hoa Maricel Jovelyn Rodel Jomar Concepta Assumpta Xiu Gwladys Dilys
        Ceinwen Myfanwy Blodwen Meirion Mohamud Fadumo Ikram Hodan Warsame Nkechi Uche Obinna Chinwe Kwabs Shazza
        Deano Wazza Smudge Spud Titch Ginge Chav Nobby Chaz Wez Trev Reggie Kezza Jezza Bazza Dazza Daz Shell
        Shaz Chel Becs Becca Steph Caz Sheena Una Ina Ena Enid Olwen Nesta Ffion Tudur Illtyd Ieva Rasa Vytautas
        Jurgita Darius Gintaras Egle Inga Ilze Janis Aivars Snezana Goran Dragan Milos Jelena Slavko Zdravko
        Bronislaw Wieslaw Zbigniew Jozef Stanislaw Boguslawa Elzbieta Genowefa Marzena Yared Tsegaye Almaz Hirut
        """
    )
) - {"Chav", "Shell", "Smudge", "Spud"}
"""Short forms and names that the register seldom has."""

ORDINARY = frozenset(
    _words(
        """
        Angel April Autumn Chase Christian Dawn Dean Faith Frank Grace Guy Heath Honey Hope Iris Ivy Jade
        Jean Joy June Kim Lee Leo Lily Mark May Pat Penny Rob Robin Rose Ruby Ruth Summer Sunny Victor
        Violet Will
        """
    )
)

PLACES = _words(
    """
    Aberdeen Accrington Aldershot Andover Ashford Aylesbury Banbury Bangor Barking Barnet Barnsley Barrow
    Basildon Basingstoke Bedford Belfast Bexley Birkenhead Birmingham Blackburn Blackpool Bolton Bootle
    Bournemouth Bracknell Bradford Brent Brentwood Brighton Bristol Brixton Bromley Burnley Cambridge Camden
    Canterbury Cardiff Carlisle Chatham Chelmsford Cheltenham Chester Chesterfield Colchester Corby Cornwall
    Coventry Crawley Crewe Croydon Cumbria Darlington Dartford Derby Devon Doncaster Dorset Dover Dudley Dundee
    Durham Ealing Eastbourne Edinburgh Enfield Essex Exeter Gateshead Gillingham Glasgow Gloucester Gosport
    Grantham Gravesend Greenwich Grimsby Guildford Hackney Halifax Haringey Harlow Harrogate Harrow Hartlepool
    Hastings Hereford Hillingdon Hounslow Huddersfield Huntingdon Ipswich Islington Keighley Kent Kettering
    Kidderminster Kingston Kirklees Knowsley Lambeth Lancaster Leamington Leeds Leicester Lewisham Liverpool
    Llandudno Llanelli London Loughborough Lowestoft Luton Maidenhead Maidstone Manchester Mansfield Margate
    Merseyside Merthyr Merton Middlesbrough Newcastle Newham Newport Norfolk Northampton Northumberland Norwich
    Nottingham Nuneaton Oldham Oxford Paisley Peterborough Plymouth Pontypridd Poole Portsmouth Ramsgate
    Redbridge Redditch Rhyl Rochdale Rochester Romford Rotherham Runcorn Rutland Salford Salisbury Sandwell
    Scarborough Scunthorpe Sefton Sheffield Shrewsbury Slough Solihull Somerset Southampton Southend Southport
    Southwark Stevenage Stockport Stockton Stratford Suffolk Sunderland Surrey Sussex Swansea Swindon Tameside
    Tamworth Taunton Teesside Telford Thanet Torbay Torquay Tottenham Trafford Tyneside Wakefield Walsall
    Walthamstow Wandsworth Warrington Warwick Watford Wellingborough Westminster Weymouth Whitehaven Wigan
    Sylhet Mirpur Hargeisa Kandahar Herat Pristina Cluj Lodz Gdansk Krakow Kaunas Iasi Timisoara Lviv Kharkiv
    Winchester Windsor Wirral Wolverhampton Woolwich Worcester Workington Worthing Wrexham Wycombe Yeovil York
    """
)

ORDINARY_PLACES = _words(
    """
    Bath Battle Blyth Burton Bury Deal Hull Lincoln Preston Reading Rugby Sale Stoke
    """
)

COUNTRIES = _words(
    """
    Afghanistan Africa Albania Algeria Angola Asia Bangladesh Barbados Belarus Brazil Bulgaria Cameroon China
    Colombia Congo Cuba Cyprus Czechia Denmark Egypt Eritrea Estonia Ethiopia Finland France Gambia Georgia
    Germany Ghana Greece Guinea Guyana Hungary India Indonesia Iran Iraq Israel Italy Jamaica Japan Jordan Kenya
    Kosovo Kurdistan Kuwait Latvia Lebanon Libya Lithuania Malawi Malaysia Mali Malta Mauritius Mexico Moldova
    Morocco Mozambique Myanmar Namibia Nepal Netherlands Nigeria Norway Pakistan Palestine Peru Philippines
    Poland Portugal Romania Russia Rwanda Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden
    Switzerland Syria Taiwan Tanzania Thailand Trinidad Tunisia Turkey Turkmenistan Uganda Ukraine Uzbekistan
    Venezuela Vietnam Yemen Zambia Zimbabwe
    """
)

NATIONALITIES = _words(
    """
    Afghan African Albanian Algerian Angolan Arab Asian Bangladeshi Bengali Brazilian Bulgarian Cameroonian
    Caribbean Chinese Colombian Congolese Cypriot Czech Dutch Egyptian Eritrean Estonian Ethiopian Filipino
    Gambian Ghanaian Greek Gujarati Gypsy Hungarian Indian Indonesian Iranian Iraqi Italian Jamaican Japanese
    Jordanian Kenyan Kosovan Kurdish Latvian Lebanese Libyan Lithuanian Malawian Malaysian Maltese Mauritian
    Moldovan Mongolian Moroccan Mozambican Nepalese Nepali Nigerian Pakistani Palestinian Persian Polish
    Portuguese Punjabi Roma Romanian Russian Rwandan Senegalese Serbian Slovak Slovenian Somali Spanish Sudanese
    Swedish Syrian Tamil Tanzanian Thai Tunisian Turkish Ugandan Ukrainian Vietnamese Yemeni Zambian Zimbabwean
    """
)

LANGUAGES = _words(
    """
    Akan Amharic Arabic Armenian Azeri Bahasa Bangla Bengali Berber Burmese Cantonese Creole Croatian Dari
    Edo Ewe Farsi Fula Ga Gaelic Georgian Gujarati Hakka Hausa Hebrew Hindi Hokkien Igbo Kannada Khmer
    Kinyarwanda Kirundi Konkani Krio Kurmanji Lingala Luganda Luo Malayalam Mandarin Marathi Mirpuri Ndebele
    Oromo Pahari Papiamento Pashto Patois Pidgin Potwari Quechua Romanes Romani Sango Shona Sindhi Sinhala
    Sinhalese Sorani Swahili Sylheti Tagalog Telugu Tigre Tigrinya Tswana Twi Urdu Uzbek Visayan Welsh Wolof
    Xhosa Yiddish Yoruba Zulu
    """
)
