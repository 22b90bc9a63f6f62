// The names of the IANA time zones as a Go installation has them, with the letters by which each calls its offsets
// (seconds east of UTC) from 1960 on. Intl knows the offsets but not the letters, and takes names in any case.
// Where a place changed zones, an offset keeps its latest letters. Facts of the tz database (public domain).

/** Rows of "offset letters …" and the zones they hold for. */
export const ZONE_TABLE: readonly (readonly [letters: string, zones: string])[] = [
  [
    "",
    "Africa/Casablanca Africa/El_Aaiun America/Araguaina America/Argentina/Buenos_Aires " +
    "America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba " +
    "America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza " +
    "America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan " +
    "America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Asuncion " +
    "America/Bahia America/Belem America/Boa_Vista America/Bogota America/Buenos_Aires " +
    "America/Campo_Grande America/Caracas America/Catamarca America/Cayenne America/Cordoba " +
    "America/Coyhaique America/Cuiaba America/Eirunepe America/Fortaleza America/Godthab " +
    "America/Guayaquil America/Guyana America/Jujuy America/La_Paz America/Lima America/Maceio " +
    "America/Manaus America/Mendoza America/Montevideo America/Noronha America/Nuuk America/Paramaribo " +
    "America/Porto_Acre America/Porto_Velho America/Punta_Arenas America/Recife America/Rio_Branco " +
    "America/Rosario America/Santarem America/Santiago America/Sao_Paulo America/Scoresbysund " +
    "Antarctica/Casey Antarctica/Davis Antarctica/DumontDUrville Antarctica/Mawson Antarctica/Palmer " +
    "Antarctica/Rothera Antarctica/Syowa Antarctica/Troll Antarctica/Vostok Asia/Aden Asia/Almaty " +
    "Asia/Anadyr Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad Asia/Atyrau Asia/Baghdad " +
    "Asia/Bahrain Asia/Baku Asia/Bangkok Asia/Barnaul Asia/Bishkek Asia/Brunei Asia/Chita " +
    "Asia/Choibalsan Asia/Colombo Asia/Dacca Asia/Dhaka Asia/Dili Asia/Dubai Asia/Dushanbe " +
    "Asia/Ho_Chi_Minh Asia/Hovd Asia/Irkutsk Asia/Kabul Asia/Kamchatka Asia/Kashgar Asia/Kathmandu " +
    "Asia/Katmandu Asia/Khandyga Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Kuching Asia/Kuwait " +
    "Asia/Magadan Asia/Muscat Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk Asia/Oral Asia/Phnom_Penh " +
    "Asia/Qatar Asia/Qostanay Asia/Qyzylorda Asia/Rangoon Asia/Riyadh Asia/Saigon Asia/Sakhalin " +
    "Asia/Samarkand Asia/Singapore Asia/Srednekolymsk Asia/Tashkent Asia/Tbilisi Asia/Tehran " +
    "Asia/Thimbu Asia/Thimphu Asia/Tomsk Asia/Ulaanbaatar Asia/Ulan_Bator Asia/Urumqi Asia/Ust-Nera " +
    "Asia/Vientiane Asia/Vladivostok Asia/Yakutsk Asia/Yangon Asia/Yekaterinburg Asia/Yerevan " +
    "Atlantic/Cape_Verde Atlantic/South_Georgia Atlantic/Stanley Australia/Eucla Brazil/Acre " +
    "Brazil/DeNoronha Brazil/East Brazil/West Chile/Continental Chile/EasterIsland Etc/GMT+1 Etc/GMT+10 " +
    "Etc/GMT+11 Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 " +
    "Etc/GMT+9 Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12 Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 " +
    "Etc/GMT-4 Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8 Etc/GMT-9 Europe/Astrakhan Europe/Samara " +
    "Europe/Saratov Europe/Ulyanovsk Factory Indian/Chagos Indian/Christmas Indian/Cocos " +
    "Indian/Kerguelen Indian/Mahe Indian/Maldives Indian/Mauritius Indian/Reunion Iran Kwajalein " +
    "NZ-CHAT Pacific/Apia Pacific/Bougainville Pacific/Chatham Pacific/Chuuk Pacific/Easter " +
    "Pacific/Efate Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji Pacific/Funafuti Pacific/Galapagos " +
    "Pacific/Gambier Pacific/Guadalcanal Pacific/Kanton Pacific/Kiritimati Pacific/Kosrae " +
    "Pacific/Kwajalein Pacific/Majuro Pacific/Marquesas Pacific/Nauru Pacific/Niue Pacific/Norfolk " +
    "Pacific/Noumea Pacific/Palau Pacific/Pitcairn Pacific/Pohnpei Pacific/Ponape Pacific/Port_Moresby " +
    "Pacific/Rarotonga Pacific/Tahiti Pacific/Tarawa Pacific/Tongatapu Pacific/Truk Pacific/Wake " +
    "Pacific/Wallis Pacific/Yap Singapore",
  ],
  [
    "-12600 NST -9000 NDT -5400 NDDT",
    "America/St_Johns Canada/Newfoundland",
  ],
  [
    "-14400 AST",
    "America/Anguilla America/Antigua America/Aruba America/Blanc-Sablon America/Curacao " +
    "America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes " +
    "America/Marigot America/Miquelon America/Montserrat America/Port_of_Spain America/Puerto_Rico " +
    "America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent " +
    "America/Tortola America/Virgin",
  ],
  [
    "-14400 AST -10800 ADT",
    "America/Barbados America/Glace_Bay America/Halifax America/Martinique America/Moncton " +
    "America/Thule Atlantic/Bermuda Canada/Atlantic",
  ],
  [
    "-14400 AST -12600 NST -10800 ADT -9000 NDT -7200 ADDT",
    "America/Goose_Bay",
  ],
  [
    "-18000 CST -14400 CDT",
    "America/Havana Cuba",
  ],
  [
    "-18000 EST",
    "America/Atikokan America/Cayman America/Coral_Harbour America/Panama EST",
  ],
  [
    "-18000 EST -14400 AST",
    "America/Santo_Domingo",
  ],
  [
    "-18000 EST -14400 EDT",
    "America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis " +
    "America/Indiana/Vevay America/Indianapolis America/Jamaica America/Montreal America/Nassau " +
    "America/New_York America/Nipigon America/Port-au-Prince America/Thunder_Bay America/Toronto " +
    "Canada/Eastern EST5EDT Jamaica US/East-Indiana US/Eastern US/Michigan",
  ],
  [
    "-21600 CST -18000 CDT",
    "America/Belize America/Chicago America/Costa_Rica America/El_Salvador America/Guatemala " +
    "America/Indiana/Knox America/Knox_IN America/Managua America/Matamoros America/Menominee " +
    "America/Merida America/Mexico_City America/Monterrey America/Rainy_River America/Rankin_Inlet " +
    "America/Resolute America/Tegucigalpa America/Winnipeg CST6CDT Canada/Central Mexico/General " +
    "US/Central US/Indiana-Starke",
  ],
  [
    "-21600 CST -18000 CDT -14400 EDT",
    "America/Indiana/Tell_City",
  ],
  [
    "-21600 CST -18000 EST -14400 EDT",
    "America/Cancun America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vincennes " +
    "America/Indiana/Winamac America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello " +
    "America/Louisville America/Pangnirtung",
  ],
  [
    "-25200 MST",
    "America/Creston MST",
  ],
  [
    "-25200 MST -21600 CST",
    "America/Regina America/Swift_Current Canada/Saskatchewan",
  ],
  [
    "-25200 MST -21600 CST -18000 CDT",
    "America/Bahia_Banderas America/Chihuahua America/North_Dakota/Beulah America/North_Dakota/Center " +
    "America/North_Dakota/New_Salem America/Ojinaga",
  ],
  [
    "-25200 MST -21600 MDT",
    "America/Boise America/Denver America/Edmonton America/Hermosillo America/Mazatlan America/Phoenix " +
    "America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Mexico/BajaSur Navajo US/Arizona " +
    "US/Mountain",
  ],
  [
    "-25200 MST -21600 MDT -18000 CDT",
    "America/Ciudad_Juarez",
  ],
  [
    "-25200 MST -21600 MDT -18000 EST",
    "America/Cambridge_Bay",
  ],
  [
    "-2670 MMT 0 GMT",
    "Africa/Monrovia",
  ],
  [
    "-28800 PST -25200 MST",
    "America/Dawson_Creek America/Fort_Nelson",
  ],
  [
    "-28800 PST -25200 MST -21600 MDT",
    "America/Inuvik",
  ],
  [
    "-28800 PST -25200 PDT",
    "America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver " +
    "Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific",
  ],
  [
    "-32400 AKST -28800 AKDT",
    "America/Yakutat",
  ],
  [
    "-32400 AKST -28800 AKDT -25200 PDT",
    "America/Juneau America/Metlakatla America/Sitka",
  ],
  [
    "-32400 YST -28800 PST -25200 MST",
    "America/Dawson America/Whitehorse Canada/Yukon",
  ],
  [
    "-36000 AHST -32400 AKST -28800 AKDT",
    "America/Anchorage US/Alaska",
  ],
  [
    "-36000 HST",
    "HST Pacific/Honolulu Pacific/Johnston US/Hawaii",
  ],
  [
    "-39600 BST -36000 BDT -32400 AKST -28800 AKDT",
    "America/Nome",
  ],
  [
    "-39600 BST -36000 HST -32400 HDT",
    "America/Adak America/Atka US/Aleutian",
  ],
  [
    "-39600 SST",
    "Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa",
  ],
  [
    "0 GMT",
    "Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar " +
    "Africa/Freetown Africa/Lome Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu " +
    "America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 " +
    "Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland",
  ],
  [
    "0 GMT 3600 BST",
    "Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire",
  ],
  [
    "0 GMT 3600 IST",
    "Eire Europe/Dublin",
  ],
  [
    "0 GMT 3600 WAT",
    "Africa/Malabo Africa/Sao_Tome",
  ],
  [
    "0 UTC",
    "Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu",
  ],
  [
    "0 WET 3600 CET 7200 CEST",
    "Africa/Algiers Africa/Ceuta",
  ],
  [
    "0 WET 3600 WEST",
    "Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira WET",
  ],
  [
    "0 WET 3600 WEST 7200 CEST",
    "Europe/Lisbon Portugal",
  ],
  [
    "10800 EAT",
    "Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala " +
    "Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte",
  ],
  [
    "10800 MSK",
    "Europe/Volgograd",
  ],
  [
    "10800 MSK 14400 MSK",
    "Europe/Kirov",
  ],
  [
    "18000 PKT 21600 PKST",
    "Asia/Karachi",
  ],
  [
    "19800 IST",
    "Asia/Calcutta Asia/Kolkata",
  ],
  [
    "25200 WIB",
    "Asia/Jakarta",
  ],
  [
    "25200 WIB 28800 WITA",
    "Asia/Pontianak",
  ],
  [
    "28800 AWST 32400 AWDT",
    "Australia/Perth Australia/West",
  ],
  [
    "28800 CST 32400 CDT",
    "Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC ROC",
  ],
  [
    "28800 HKT 32400 HKST",
    "Asia/Hong_Kong Hongkong",
  ],
  [
    "28800 PST 32400 PDT",
    "Asia/Manila",
  ],
  [
    "28800 WITA",
    "Asia/Makassar Asia/Ujung_Pandang",
  ],
  [
    "30600 KST 32400 KST",
    "Asia/Pyongyang",
  ],
  [
    "30600 KST 32400 KST 34200 KDT 36000 KDT",
    "Asia/Seoul ROK",
  ],
  [
    "32400 JST",
    "Asia/Tokyo Japan",
  ],
  [
    "32400 WIT",
    "Asia/Jayapura",
  ],
  [
    "34200 ACST",
    "Australia/Darwin Australia/North",
  ],
  [
    "34200 ACST 37800 ACDT",
    "Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna",
  ],
  [
    "3600 CET 7200 CEST",
    "Africa/Tunis Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra " +
    "Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen " +
    "Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta " +
    "Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome " +
    "Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz " +
    "Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich Poland",
  ],
  [
    "3600 CET 7200 EET",
    "Africa/Tripoli Libya",
  ],
  [
    "3600 CET 7200 EET 10800 EEST 14400 MSD",
    "Europe/Vilnius",
  ],
  [
    "3600 MET 7200 MEST",
    "MET",
  ],
  [
    "3600 WAT",
    "Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville " +
    "Africa/Luanda Africa/Niamey Africa/Porto-Novo",
  ],
  [
    "3600 WAT 7200 CAT",
    "Africa/Windhoek",
  ],
  [
    "3600 WAT 7200 WAST",
    "Africa/Ndjamena",
  ],
  [
    "3600 WEST",
    "Atlantic/Azores",
  ],
  [
    "36000 AEST",
    "Australia/LHI Australia/Lord_Howe",
  ],
  [
    "36000 AEST 39600 AEDT",
    "Antarctica/Macquarie Australia/ACT Australia/Brisbane Australia/Canberra Australia/Currie " +
    "Australia/Hobart Australia/Lindeman Australia/Melbourne Australia/NSW Australia/Queensland " +
    "Australia/Sydney Australia/Tasmania Australia/Victoria",
  ],
  [
    "36000 ChST 39600 GDT",
    "Pacific/Guam Pacific/Saipan",
  ],
  [
    "43200 NZST 46800 NZDT",
    "Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland",
  ],
  [
    "7200 CAT",
    "Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi " +
    "Africa/Lusaka Africa/Maputo",
  ],
  [
    "7200 CAT 10800 EAT",
    "Africa/Juba Africa/Khartoum",
  ],
  [
    "7200 EET",
    "Asia/Amman Asia/Damascus Asia/Istanbul Europe/Istanbul Turkey",
  ],
  [
    "7200 EET 10800 EEST",
    "Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia EET Egypt Europe/Athens " +
    "Europe/Bucharest Europe/Helsinki Europe/Mariehamn Europe/Nicosia Europe/Sofia",
  ],
  [
    "7200 EET 10800 EEST 14400 MSD",
    "Europe/Chisinau Europe/Kiev Europe/Kyiv Europe/Riga Europe/Tallinn Europe/Tiraspol Europe/Uzhgorod " +
    "Europe/Zaporozhye",
  ],
  [
    "7200 EET 10800 MSK 14400 MSK",
    "Europe/Moscow Europe/Simferopol W-SU",
  ],
  [
    "7200 EET 14400 MSD",
    "Europe/Kaliningrad Europe/Minsk",
  ],
  [
    "7200 IST 10800 IDT",
    "Asia/Jerusalem Asia/Tel_Aviv Israel",
  ],
  [
    "7200 SAST",
    "Africa/Johannesburg Africa/Maseru Africa/Mbabane",
  ],
];
