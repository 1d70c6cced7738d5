#include "text/language.h"

#include "support/catch.h"

using stet::text::recognise_language;
using stet::text::tidy_language;

namespace {

struct Sample {
    const char *language, *text;
};

const Sample samples[] = {
    {"de",
     "Die Feuerwehr ist seit dem frühen Morgen im Einsatz, verletzt wurde nach Angaben der "
     "Polizei niemand."},
    {"en",
     "Firefighters have been at work since the early morning, and nobody was hurt, police "
     "said."},
    {"fr",
     "Les pompiers sont à l’œuvre depuis le petit matin, personne n’a été blessé selon la "
     "police."},
    {"es",
     "Los bomberos trabajan desde primera hora de la mañana y no hay heridos, según la "
     "policía."},
    {"it",
     "I vigili del fuoco sono al lavoro dalle prime ore del mattino e non ci sono feriti, "
     "dice la polizia."},
    {"pt",
     "Os bombeiros estão no local desde o início da manhã e não há feridos, segundo a "
     "polícia."},
    {"ca",
     "Els bombers treballen des de primera hora del matí i no hi ha cap ferit, segons la "
     "policia. També han tallat els carrers del centre."},
    {"nl",
     "De brandweer is al sinds de vroege ochtend bezig en volgens de politie raakte niemand "
     "gewond."},
    {"pl", "Strażacy są na miejscu od wczesnego rana, według policji nikt nie został ranny."},
    {"cs", "Hasiči jsou na místě od časného rána, podle policie nebyl nikdo zraněn."},
    {"sk",
     "Hasiči sú na mieste od skorého rána, podľa polície nebol nikto zranený a oheň už je pod "
     "kontrolou."},
    {"hr",
     "Vatrogasci su na mjestu događaja od ranog jutra, a prema policiji nitko nije "
     "ozlijeđen. Rekao je to glasnogovornik."},
    {"sl",
     "Gasilci so na kraju nesreče že od jutra, po podatkih policije pa ni bil nihče "
     "poškodovan. Ogenj je bil kmalu pod nadzorom."},
    {"sv",
     "Brandkåren har varit på plats sedan tidigt i morse och ingen har skadats, säger "
     "polisen."},
    {"da",
     "Brandvæsenet har været på stedet siden tidlig morgen, og ingen er kommet til skade, "
     "siger politiet efter branden."},
    {"no",
     "Brannvesenet har vært på stedet siden tidlig i morges, og ingen er skadet, sier "
     "politiet etter brannen."},
    {"fi",
     "Palokunta on ollut paikalla aamusta asti, eikä kukaan ole loukkaantunut, kertoo "
     "poliisi."},
    {"hu",
     "A tűzoltók kora reggel óta dolgoznak a helyszínen, a rendőrség szerint senki sem sérült "
     "meg."},
    {"ro",
     "Pompierii sunt la fața locului din primele ore ale dimineții și nimeni nu a fost rănit, "
     "spune poliția."},
    {"tr",
     "İtfaiye ekipleri sabahın erken saatlerinden beri olay yerinde ve polise göre yaralanan "
     "yok."},
    {"ru", "Пожарные работают на месте с раннего утра, по данным полиции, никто не пострадал."},
    {"uk", "Пожежники працюють на місці з раннього ранку, за даними поліції, ніхто не постраждав."},
    {"bg",
     "Пожарникарите са на място от ранните часове на деня, според полицията няма "
     "пострадали."},
    {"sr",
     "Ватрогасци су на месту догађаја од раног јутра, а према подацима полиције нико није "
     "повређен."},
    {"be",
     "Пажарныя працуюць на месцы з самай раніцы, па звестках міліцыі, ніхто не пацярпеў, а "
     "дарога ўжо адкрытая."},
    {"el", "Οι πυροσβέστες βρίσκονται στο σημείο από νωρίς το πρωί και κανείς δεν τραυματίστηκε."},
    {"ar", "يعمل رجال الإطفاء في المكان منذ الصباح الباكر ولم يصب أحد بأذى وفق الشرطة."},
    // clang-format off
    {"fa", "آتش‌نشانان از ساعات اولیه صبح در محل حضور دارند و به گفته پلیس کسی زخمی نشده است."},
    // clang-format on
    {"he", "הכבאים פועלים במקום מאז שעות הבוקר המוקדמות, ולפי המשטרה איש לא נפגע."},
    {"zh", "消防队从清晨开始在现场工作，警方表示没有人受伤。"},
    {"ja", "消防隊は早朝から現場で活動しており、警察によるとけが人はいない。"},
    {"ko", "소방대가 이른 아침부터 현장에서 작업 중이며 경찰에 따르면 다친 사람은 없다."},
    {"hi", "दमकलकर्मी सुबह से मौके पर काम कर रहे हैं और पुलिस के अनुसार कोई घायल नहीं हुआ है।"},
    {"th", "เจ้าหน้าที่ดับเพลิงทำงานในที่เกิดเหตุตั้งแต่เช้าตรู่ และตำรวจกล่าวว่าไม่มีผู้บาดเจ็บ"},
};

}  // namespace

TEST_CASE("language: a sentence or two of news tell it", "[text]") {
    for (const auto& [language, text] : samples) {
        INFO(text);
        CHECK(recognise_language(text) == language);
    }
}

TEST_CASE("language: too little text is no ground to stand on", "[text]") {
    CHECK(recognise_language("") == "");
    CHECK(recognise_language("Tor für die Gäste!") == "");
    CHECK(recognise_language("0:1 (12.), 0:2 (45.), 1:2 (67.), 1:3 (89.), 1:4 (90. + 3), 1:5") ==
          "");
}

TEST_CASE("language: a list of names is in none", "[text]") {
    CHECK(recognise_language("Neuer, Kimmich, Rüdiger, Tah, Mittelstädt, Andrich, Kroos, Musiala, "
                             "Gündogan, Wirtz, Havertz") == "");
    CHECK(recognise_language("Hamilton Verstappen Leclerc Norris Piastri Sainz Alonso Russell "
                             "Gasly") == "");
}

TEST_CASE("language: a foreign quotation does not outweigh the text around it", "[text]") {
    CHECK(recognise_language("Der Trainer sagte nach dem Spiel: „You never walk alone“, und die "
                             "Fans im Stadion sangen das Lied noch lange mit ihm.") == "de");
    CHECK(recognise_language("Президент России заявил, что компания «Microsoft Windows» не получит "
                             "новых контрактов в этом году.") == "ru");
}

TEST_CASE("language: tags are spelt as RFC 5646 spells them", "[text]") {
    CHECK(tidy_language("DE") == "de");
    CHECK(tidy_language(" de_de ") == "de-DE");
    CHECK(tidy_language("zh-hant-tw") == "zh-Hant-TW");
    CHECK(tidy_language("ES-419") == "es-419");
    CHECK(tidy_language("en-US-x-TWAIN") == "en-US-x-twain");
    CHECK(tidy_language("i-klingon") == "i-klingon");
}

TEST_CASE("language: what is no tag is none", "[text]") {
    CHECK(tidy_language("") == "");
    CHECK(tidy_language("de-") == "");
    CHECK(tidy_language("d") == "");
    CHECK(tidy_language("de DE") == "");
    CHECK(tidy_language("français") == "");
    CHECK(tidy_language("12") == "");
    CHECK(tidy_language(std::string(4000, 'a')) == "");
}
