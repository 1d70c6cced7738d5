#include "text/language_words.h"

namespace stet::text {

// Elided words stand without their apostrophe: l'eau is looked up as l and eau.
const std::array<LanguageMarks, 27> languages_of_shared_scripts{{
    {"de",
     "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an "
     "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
     "war "
     "haben nur oder aber vor zur bis mehr durch man sein wurde sei wir ich ihr kann gegen vom",
     "ßäöü"},
    {"en",
     "the of and to in a is that for it was on with as be by at this are from have or had not but "
     "an they which you were her all she there would their we him been has when who will more no "
     "if "
     "out so said what its about than into them can only other his he after s t i also says",
     ""},
    {"fr",
     "le la les de des du et en un une est que qui dans pour sur pas par plus au aux avec ne se ce "
     "il elle sont a l d qu c n s j ou cette mais son ses comme nous vous été être fait sa ont "
     "leur "
     "après deux même aussi entre sans ces leurs ils",
     "çéèêàœùûîô"},
    {"es",
     "el la los las de del y en que un una es por con para se no su al lo como más pero sus le ya "
     "o "
     "fue este ha sí porque esta son entre cuando muy sin sobre también me hasta hay donde han "
     "desde está todo nos durante dos años según tras",
     "ñáíóú¿¡"},
    {"it",
     "il lo la i gli le di del della dei delle e in che un una è per con non si da al alla ma "
     "anche "
     "sono come ha nel nella più su ci l d dell all nell questo questa o hanno dal dalla se stato "
     "essere due dopo loro era suo sua ai tra ed",
     "èàòùì"},
    {"pt",
     "o a os as de do da dos das e em no na nos nas que um uma é por com para se não ao à mais "
     "como "
     "mas foi ele ela são pelo pela sua seu ou ser quando muito também já está entre era depois "
     "sem "
     "mesmo aos até você isso tem diz segundo ainda",
     "ãõçáéíóúâê"},
    {"ca",
     "el la els les de del dels i en que un una és per amb no se al als com més però ha han seva "
     "seu "
     "l d aquest aquesta són va pel també ja ho hi ser fins entre després molt quan tots dos estat "
     "aquests",
     "çàèòïl"},
    {"nl",
     "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit "
     "door naar heeft hij ze wordt over was werd deze dit kan tot hebben je ik meer of al worden "
     "zich geen veel tegen onder na wel moet zei volgens "
     "sinds jaar mensen",
     ""},
    {"pl",
     "i w na z do się nie że to jest o jak po za od przez ale dla są przy oraz ma tym co tego czy "
     "już będzie który która które także tylko był była było może ich jego jej ten pod przed lat "
     "roku ze we więc jednak",
     "łąęśżźćńó"},
    {"cs",
     "a se v na je že s z o do i to ve za pro by ale jako od po jsou k který která které při podle "
     "být byl bylo byla nebo ze si jeho už ne také tak jak jen než již má roce let co aby pak však "
     "kde proti uvedl",
     "řěůščžýáíé"},
    {"sk",
     "a sa v na je že s z o do aj to vo za pre by ale ako od po sú k ktorý ktorá ktoré pri podľa "
     "byť "
     "bol bolo bola alebo zo si jeho už nie tiež tak len než má roku čo aby však kde proti uviedol "
     "ktorí boli",
     "ľĺŕôäčžýáíé"},
    {"hr",
     "i u na je se da za su od s a o koji koja koje iz će to kao ne bi nije do što ili samo po ali "
     "sve biti bio bila bilo kako više njegov nakon prema te smo sam još kada jer rekao godine "
     "koju "
     "protiv između",
     "čćžšđ"},
    {"sl",
     "je in v na se da za so z s ki pa ne bi po od ali tudi kot iz pri še ni bo do o bil bila bilo "
     "ter že kar le več ker pred lahko leta med vse kako zaradi proti smo sem",
     "čžš"},
    {"sv",
     "och i att det som en på är av för med den till inte om ett han men var sig från vi så kan "
     "när "
     "har de nu hade ska också efter vid eller mot där under blir man ut över hon mycket sin få "
     "upp "
     "säger blev",
     "åäö"},
    {"da",
     "og i at det som en på er af for med den til ikke om et han men var sig fra vi så kan når har "
     "de nu havde skal også efter ved eller mod der under bliver man ud over hun meget sin få op "
     "siger blev hvor fordi være været nogle kun jeg",
     "æøå"},
    {"no",
     "og i at det som en på er av for med den til ikke om et han men var seg fra vi så kan når har "
     "de nå hadde skal også etter ved eller mot der under blir man ut over hun mye sin få opp sier "
     "ble hvor fordi være vært noen bare jeg å",
     "æøå"},
    {"fi",
     "ja on ei se että oli hän ovat mutta ole myös kun tai joka sen olla mukaan jos niin kuin vain "
     "jo vielä sekä hänen mitä tämä ne ollut jälkeen kanssa noin nyt voi sitä siitä jotka ennen "
     "kertoo sanoo eivät aikana vuoden olisi siellä",
     "äö"},
    {"hu",
     "a az és hogy nem is egy ez volt de meg csak már van el ki mint még ha után azt szerint vagy "
     "több lehet kell pedig ezt nagy minden után lett lesz között akkor így ami amely sem majd óta "
     "során miatt ezért őket mert",
     "őűáéíóöúü"},
    {"ro",
     "și de în a la cu pe nu din că un o este pentru care mai sunt au fost ce se al ale sa prin "
     "dar "
     "după fi ca sau lui ar va am iar le ai cel cea între până fără când acest această foarte "
     "fiind s",
     "șțăâîşţ"},
    {"tr",
     "ve bir bu da de için ile olarak daha çok gibi en ne o olan sonra var kadar ancak ama ise "
     "değil her oldu diye ya göre mi ki dedi büyük iki ilk yeni olduğu tarafından karşı sadece ben "
     "şu yok",
     "ığşçöüİ"},
    {"ru",
     "и в не на что с по это как он за из к его но у от же все о так для было быть а бы то если "
     "только уже когда или был была были их во до со при этом после также она они мы тем года "
     "чтобы об более которые который",
     "ыэё"},
    {"uk",
     "і в не на що з у до та як за це про від із його але для був була були так по є й бути які "
     "який яка під час після або також вони він вона ми щоб ще при року ж бо якщо тільки вже їх "
     "коли можна з-за має",
     "іїєґ"},
    {"bg",
     "на и в да се за е от че с по не са като до със това който която което които ще при или след "
     "но през само го беше бе той тя те между има си още най а към тази този години във ни ще "
     "как много",
     "ъ"},
    {"sr",
     "и у на је се да за су од с а о који која које из ће то као не би није до што или само по али "
     "све бити био била било како више након према те смо сам још када јер рекао године",
     "јљњћђџ"},
    {"be",
     "і ў не на што з у да як за гэта па ад яго але для быў была былі так ён яна яны які якая якія "
     "таксама пасля пра каб калі год мы ужо ці або",
     "ўі"},
    {"ar",
     "في من على إلى أن عن التي الذي مع هذا هذه ما لا كان كما بعد قد أو بين كل ذلك لم حتى وقال "
     "وفي قال خلال قبل هو هي عند منذ غير ولا إن",
     "ةيكأإى"},
    {"fa",
     "و در به از که این را با است برای آن یک خود تا بر هم نیز شد می شده بود اما کرد یا هر ما او "
     "دو باید کرده پس وی کند ها های گفت شود دارد",
     "یکپچژگ"},
}};

}  // namespace stet::text
