//! Which language a text in Latin letters is in, by its function words.
//!
//! Only words in small letters count, so that names say nothing, and no letter by itself and no word with other characters
//! in it, so that neither do formulas, code and addresses. What is left undecided is undetermined: a wrong language is worse
//! than none, since a text is read out, hyphenated and found by it.

use crate::text::{hash, sort};
use std::sync::LazyLock;

/// One language per line, its tag first: frequent words of the lists of stopwords-iso, chosen to tell neighbours apart.
const WORDS: &str = include_str!("latin_words.txt");

/// Most languages in the list.
const MOST: usize = 32;

/// Bytes of a text that are looked at.
const SAMPLE: usize = 1_500;

/// Different words of a language that a text must have.
const DISTINCT: u32 = 3;

/// The share of its words in percent.
const SHARE: u32 = 14;

/// How much more it must have of one language than of the next, in percent; a word that several share counts less.
const LEAD: u32 = 120;

/// The hash of each word and the number of its line, sorted.
static LANGUAGES_OF: LazyLock<Vec<(u64, u32)>> = LazyLock::new(languages_of);

#[inline(never)]
fn languages_of() -> Vec<(u64, u32)> {
    let mut words = Vec::new();
    for (line, language) in WORDS.lines().zip(0..) {
        words.extend(line.split(' ').skip(1).map(|word| (hash(word), language)));
    }
    sort::by_key(&mut words);
    words
}

/// The language of a text, or `und`.
#[inline(never)]
pub fn language_of(text: &str) -> &'static str {
    let languages_of = &**LANGUAGES_OF;
    let (mut words, mut seen) = (0, Vec::new());
    // Of each language: hits, different ones, and their weight.
    let mut found = [[0u32; 3]; MOST];
    for word in text[..text.floor_char_boundary(SAMPLE)].split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        if word.chars().nth(1).is_none() {
            continue;
        }
        words += 1;
        let word = hash(word);
        let from = languages_of.partition_point(|(own, _)| *own < word);
        let count = languages_of[from..].iter().take_while(|(own, _)| *own == word).count();
        let is_new = !seen.contains(&word);
        seen.push(word);
        for (_, language) in &languages_of[from..from + count] {
            let [hits, distinct, weight] = &mut found[*language as usize];
            *hits += 1;
            *distinct += u32::from(is_new);
            *weight += 60 / count as u32;
        }
    }
    let (mut best, mut next) = (0, 0);
    for (language, [.., weight]) in found.iter().enumerate().skip(1) {
        if *weight > found[best][2] {
            (best, next) = (language, found[best][2]);
        } else {
            next = next.max(*weight);
        }
    }
    let [hits, distinct, weight] = found[best];
    let is_clear = distinct >= DISTINCT && hits * 100 >= words * SHARE && weight * 100 >= next * LEAD;
    let line = WORDS.lines().nth(best).filter(|_| is_clear);
    line.and_then(|line| line.split(' ').next()).unwrap_or("und")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_told_by_two_sentences() {
        for (lang, text) in [
            (
                "af",
                "Die ou brug is toe sedert die water gestyg het, en niemand weet wanneer dit weer sal oopmaak nie. My buurman moet nou met sy hond om die meul gaan, maar hy kla nie.",
            ),
            (
                "gl",
                "A ponte vella está pechada desde que subiu o río, e non se sabe cando vai abrir. Tamén dun veciño se di que ten que pasar polo muíño, pero así é.",
            ),
            (
                "lv",
                "Vecais tilts ir slēgts, jo ūdens ir pacēlies, un neviens nezina, kad tas tiks atvērts. Kaimiņš tagad iet gar dzirnavām ar savu suni, bet viņš par to nesūdzas.",
            ),
            (
                "en",
                "The old bridge was closed when the river rose, and they have not said when it will be open. My neighbour had to go around by the mill.",
            ),
            (
                "de",
                "Die alte Brücke wurde gesperrt, als der Fluss stieg, und wir wissen nicht, wann sie wieder offen ist. Mein Nachbar muss über die Mühle gehen.",
            ),
            (
                "fr",
                "Le vieux pont est fermé depuis que la rivière est montée, et nous ne savons pas quand il sera ouvert. Mon voisin passe par le moulin avec son chien.",
            ),
            (
                "es",
                "El puente viejo está cerrado desde que subió el río, y no se sabe cuándo lo abrirán. Mi vecino tiene que ir por el molino con su perro.",
            ),
            (
                "pt",
                "A ponte velha está fechada desde que o rio subiu, e não se sabe quando vai abrir. O meu vizinho tem de ir pelo moinho com o seu cão, mas ele gosta.",
            ),
            (
                "it",
                "Il vecchio ponte è chiuso da quando il fiume è salito, e non si sa quando lo apriranno. Il mio vicino deve passare per il mulino con il suo cane.",
            ),
            (
                "ca",
                "El pont vell és tancat des que va pujar el riu, i no se sap quan l'obriran. El meu veí ha de passar pel molí amb el seu gos, però no li fa res.",
            ),
            (
                "nl",
                "De oude brug is dicht sinds het water steeg, en niemand weet wanneer hij weer open gaat. Mijn buurman moet nu met zijn hond langs de molen lopen.",
            ),
            (
                "sv",
                "Den gamla bron är stängd sedan vattnet steg, och ingen vet när den ska öppnas igen. Min granne måste gå förbi kvarnen med sin hund, men han klagar inte.",
            ),
            (
                "da",
                "Den gamle bro blev lukket, da vandet steg, og ingen ved, hvad der skal ske efter det. Jeg så min nabo gå af sted med sin hund, men han er ikke sur.",
            ),
            (
                "nb",
                "Den gamle broen ble stengt da vannet steg, og ingen vet hva som skal skje etter dette. Jeg så at naboen gikk av sted med noen hunder, men han er ikke sur.",
            ),
            (
                "fi",
                "Vanha silta on suljettu, kun vesi nousi, eikä kukaan tiedä, milloin se avataan. Naapuri kulkee nyt myllyn ohi, mutta hän ei ole siitä vihainen.",
            ),
            (
                "pl",
                "Stary most jest zamknięty, bo woda się podniosła, i nie wiadomo, kiedy go otworzą. Mój sąsiad musi teraz chodzić przez młyn, ale już się nie skarży.",
            ),
            (
                "cs",
                "Starý most je zavřený, protože voda stoupla, a nikdo neví, kdy se zase otevře. Můj soused teď musí chodit kolem mlýna, ale už si ani nestěžuje, když prší.",
            ),
            (
                "sk",
                "Starý most je zatvorený, pretože voda stúpla, a nikto nevie, kedy sa zasa otvorí. Môj sused teraz musí chodiť okolo mlyna, ale už sa ani nesťažuje, keď prší.",
            ),
            (
                "hr",
                "Stari most je zatvoren jer je voda narasla, i nitko ne zna kada će se otvoriti. Moj susjed sada mora ići preko mlina, ali više se ne žali kao prije.",
            ),
            (
                "sl",
                "Stari most je zaprt, ker je voda narasla, in nihče ne ve, kdaj se bo odprl. Moj sosed mora zdaj hoditi mimo mlina, vendar se ne pritožuje, saj ima psa in pa čas.",
            ),
            (
                "hu",
                "A régi híd zárva van, mert megemelkedett a víz, és senki nem tudja, hogy mikor nyitják meg. A szomszédom most a malom felé jár, de már nem panaszkodik.",
            ),
            (
                "ro",
                "Podul vechi este închis pentru că apa a crescut, și nu se știe când va fi deschis. Vecinul meu trece acum pe la moară cu câinele lui, dar nu se plânge.",
            ),
            (
                "tr",
                "Eski köprü su yükseldiği için kapandı ve ne zaman açılacağı belli değil. Komşum şimdi her gün değirmene kadar yürüyor, ama bu ona çok iyi geliyor.",
            ),
            (
                "id",
                "Jembatan lama itu ditutup karena air sungai naik, dan belum ada yang tahu kapan akan dibuka. Tetangga saya harus pergi dari rumah dengan jalan lain untuk ke pasar.",
            ),
            (
                "vi",
                "Cây cầu cũ đã đóng cửa từ khi nước lên, và không ai biết khi nào sẽ mở lại. Ông hàng xóm của tôi phải đi đường khác với con chó, nhưng ông ấy cũng không buồn.",
            ),
            (
                "et",
                "Vana sild on suletud, sest vesi tõusis, ja keegi ei tea, millal see avatakse. Naaber peab nüüd minema veski kaudu, aga ta ei ole selle pärast kuri, kui just vihma ei saja.",
            ),
            (
                "lt",
                "Senas tiltas yra uždarytas, nes vanduo pakilo, ir niekas nežino, kada jis bus atidarytas. Kaimynas dabar eina pro malūną su savo šunimi, bet jis taip jau buvo daręs.",
            ),
        ] {
            assert_eq!(language_of(text), lang, "{text}");
        }
    }

    #[test]
    fn names_code_numbers_and_fragments_are_undetermined() {
        for text in [
            "",
            "The ferry.",
            "12 300 45.6 1,000 2021-03-14 10:00",
            "Ann Example, Johann Weber, Pierre Dupont, Jan de Vries, María del Carmen, Las Vegas, La Paz, Los Angeles, Le Havre",
            "for (let i = 0; i < n; i++) { if (a && b) return c[i]; } def f(x): return x is not None and x in y or not z",
            "SELECT name FROM t WHERE id = 3 AND age > 4 ORDER BY name LIMIT 5",
            "https://example.org/the/of/and/to https://example.org/die/der/das/und",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna.",
            "Etxe zaharra itxita dago ura igo zenetik, eta inork ez daki noiz irekiko duten. Auzokoa errotatik pasatzen da.",
        ] {
            assert_eq!(language_of(text), "und", "{text}");
        }
    }

    #[test]
    fn every_language_of_the_list_is_counted() {
        assert!(WORDS.lines().count() <= MOST);
        assert!(WORDS.lines().all(|line| line.split(' ').skip(1).all(|word| word.chars().count() > 1)));
    }
}
