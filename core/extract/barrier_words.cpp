#include "extract/barrier_words.h"

#include <array>

namespace stet::page {

namespace {

using namespace std::string_view_literals;

constexpr std::array robots{
    // What firms that keep robots out print, and their names for an incident.
    "verify you are human"sv, "verifying you are human"sv, "confirm you are human"sv,
    "confirm you are a human"sv, "are you a robot"sv, "not a robot"sv, "not a bot"sv,
    "unusual traffic"sv, "captcha"sv, "just a moment"sv, "attention required"sv, "access denied"sv,
    "enable javascript and cookies to continue"sv, "enable js and disable any ad blocker"sv,
    "checking your browser"sv, "verifying your browser"sv, "verify your browser"sv,
    "security check"sv, "human verification"sv, "pardon our interruption"sv, "request blocked"sv,
    "request unsuccessful"sv, "bot protection"sv, "you have been blocked"sv,
    "press & hold to confirm"sv,
    // de
    "kein roboter"sv, "dass sie ein mensch sind"sv, "ob sie ein mensch sind"sv,
    "zugriff verweigert"sv, "ungewöhnlichen datenverkehr"sv, "browser wird überprüft"sv,
    "sicherheitsüberprüfung"sv,
    // fr
    "vous êtes un humain"sv, "vous êtes humain"sv, "pas un robot"sv, "accès refusé"sv,
    "vérification de sécurité"sv,
    // es, pt
    "es un ser humano"sv, "que eres humano"sv, "no eres un robot"sv, "no soy un robot"sv,
    "acceso denegado"sv, "você é humano"sv, "que é humano"sv, "não sou um robô"sv,
    "acesso negado"sv,
    // it
    "di essere umano"sv, "di essere un umano"sv, "che sei umano"sv, "non sono un robot"sv,
    "non sei un robot"sv, "accesso negato"sv,
    // nl, sv, da, pl
    "of u een mens bent"sv, "dat u een mens bent"sv, "geen robot"sv, "toegang geweigerd"sv,
    "att du är människa"sv, "inte en robot"sv, "at du er et menneske"sv, "ikke en robot"sv,
    "że jesteś człowiekiem"sv, "nie jestem robotem"sv, "odmowa dostępu"sv};

constexpr std::array consents{
    "we and our partners"sv, "we value your privacy"sv, "before you continue"sv,
    "accept all cookies"sv, "accept cookies"sv, "your consent"sv, "manage your privacy"sv,
    "consent or pay"sv,
    // de
    "wir und unsere partner"sv, "werbung und tracking"sv, "bevor sie fortfahren"sv,
    "cookies akzeptieren"sv, "alle akzeptieren"sv, "ihre zustimmung"sv,
    "wir benötigen ihre einwilligung"sv, "zustimmen und weiter"sv, "einwilligen und weiter"sv,
    "akzeptieren und weiter"sv, "datenschutz-einstellungen"sv, "mit werbung weiterlesen"sv,
    "mit werbung und cookies"sv,
    // fr
    "accepter et continuer"sv, "continuer sans accepter"sv, "tout accepter"sv,
    "nous et nos partenaires"sv, "accepter les cookies"sv, "votre consentement"sv,
    // es, pt
    "aceptar y continuar"sv, "aceptar todas"sv, "nosotros y nuestros socios"sv,
    "aceptar las cookies"sv, "su consentimiento"sv, "nós e os nossos parceiros"sv,
    "aceitar todos"sv, "aceitar e continuar"sv,
    // it
    "accetta e continua"sv, "accetta tutti"sv, "noi e i nostri partner"sv, "accetta i cookie"sv,
    "continua senza accettare"sv, "il tuo consenso"sv,
    // nl, sv, da, pl
    "wij en onze partners"sv, "alles accepteren"sv, "cookies accepteren"sv, "akkoord en doorgaan"sv,
    "vi och våra partners"sv, "acceptera alla"sv, "godkänn alla"sv, "vi og vores partnere"sv,
    "accepter alle"sv, "tillad alle"sv, "my i nasi partnerzy"sv, "zaakceptuj wszystkie"sv,
    "przejdź do serwisu"sv};

constexpr std::array signs{
    "sign in to continue"sv, "log in to continue"sv, "sign in to read"sv, "log in to read"sv,
    "please log in"sv, "please sign in"sv, "create a free account to"sv, "register to continue"sv,
    // de
    "bitte melden sie sich an"sv, "bitte loggen sie sich ein"sv, "anmelden, um weiterzulesen"sv,
    "jetzt anmelden und weiterlesen"sv, "kostenlos registrieren und weiterlesen"sv,
    "registrieren, um weiterzulesen"sv,
    // fr, es, it, pt, nl, pl
    "connectez-vous pour"sv, "veuillez vous connecter"sv, "inscrivez-vous pour lire"sv,
    "inicia sesión para"sv, "regístrate para seguir"sv, "accedi per continuare"sv,
    "accedi per leggere"sv, "registrati per continuare"sv, "faça login para"sv,
    "inicie sessão para"sv, "log in om verder te lezen"sv, "zaloguj się, aby"sv,
    "logga in för att läsa"sv, "log ind for at læse"sv};

constexpr std::array sales{
    "to continue reading"sv, "continue reading with"sv, "subscribe to continue"sv,
    "subscribe to read"sv, "to read the full"sv, "to read the rest"sv, "for subscribers only"sv,
    "for subscribers."sv, "exclusive to subscribers"sv, "already a subscriber"sv,
    "unlock this article"sv, "last free article"sv, "reached your limit of free"sv,
    "reached your article limit"sv,
    // de
    "jetzt weiterlesen"sv, "weiterlesen mit"sv, "weiterzulesen"sv, "lesen sie weiter mit"sv,
    "diesen artikel lesen"sv, "artikel freischalten"sv, "nur für abonnenten"sv,
    "exklusiv für abonnenten"sv, "bereits abonnent"sv, "sie haben bereits ein abo"sv,
    "sie sind bereits abonnent"sv,
    // fr
    "pour lire la suite"sv, "la suite est réservée"sv, "réservé aux abonnés"sv,
    "réservée aux abonnés"sv, "de cet article à lire"sv, "déjà abonné"sv,
    "abonnez-vous pour lire"sv,
    // es, pt
    "para seguir leyendo"sv, "para suscriptores"sv, "suscríbete para leer"sv,
    "ya eres suscriptor"sv, "para continuar a ler"sv, "para continuar lendo"sv,
    "exclusivo para assinantes"sv, "já é assinante"sv,
    // it
    "per continuare a leggere"sv, "riservato agli abbonati"sv, "sei già abbonato"sv,
    "abbonati per leggere"sv,
    // nl, sv, da, no, pl
    "om verder te lezen"sv, "verder lezen met"sv, "alleen voor abonnees"sv, "al abonnee"sv,
    "för att läsa vidare"sv, "för prenumeranter"sv, "for at læse videre"sv, "for abonnenter"sv,
    "for å lese videre"sv, "aby czytać dalej"sv, "dla prenumeratorów"sv};

}  // namespace

const Phrases robot_checks = robots;
const Phrases consent_asked = consents;
const Phrases sign_in_asked = signs;
const Phrases rest_is_sold = sales;

std::size_t count_of(std::string_view text, Phrases phrases, std::size_t enough) {
    std::size_t count = 0;
    for (const std::string_view phrase : phrases)
        if (count < enough && text.find(phrase) != std::string_view::npos)
            ++count;
    return count;
}

}  // namespace stet::page
