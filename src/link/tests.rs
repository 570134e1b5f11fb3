use std::sync::LazyLock;

use super::*;
use crate::concept::ConceptScheme;
use proptest::prelude::*;

const LEXICON: &str = r#"
    [class]
    work = ["task", "project"]

    [[concept]]
    id = "pre-training"
    alias = ["pretrained model"]

    [[concept]]
    id = "rl"
    label = "Reinforcement learning"
    alias = ["RL"]
    implied = ["(maximize|maximise) .. reward", "/[a-z]-greedy/"]

    [[concept]]
    id = "rlhf"
    label = "RLHF"
    alias = ["reinforcement learning from human feedback", "human feedback"]

    [[concept]]
    id = "behavior"
    label = "Model behavior"

    [[concept]]
    id = "coding"
    label = "Coding"
    alias = ["code", "fine-tune code"]
    reject = ["dress code"]

    [[concept]]
    id = "memory"
    label = "Memory"
    ambiguous = true
    context = ["model", "context window"]

    [[concept]]
    id = "long-tasks"
    label = "Long-horizon tasks"
    implied = ["(long|longer) @work"]

    [[concept]]
    id = "gpt"
    label = "GPT-3.5"

    [[concept]]
    id = "ai"
    label = "AI"
"#;

static SETUP: LazyLock<(ConceptScheme, Linker)> = LazyLock::new(|| {
    let scheme = ConceptScheme::from_lexicons(&[("test.toml", LEXICON)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    (scheme, linker)
});

/// `concept=words` for each mention, with `!`, `?` or `~` before what is denied, asked or supposed.
fn named(scheme: &ConceptScheme, mentions: &[Mention<'_>], text: &str) -> Vec<String> {
    let show = |m: &Mention<'_>| {
        let sign = match m.polarity {
            Polarity::Asserted => "",
            Polarity::Negated => "!",
            Polarity::Asked => "?",
            Polarity::Hypothetical => "~",
        };
        format!("{sign}{}={}", scheme[m.concept].id, m.span.of(text).unwrap())
    };
    mentions.iter().map(show).collect()
}

fn linked(text: &str) -> Vec<String> {
    let (scheme, linker) = &*SETUP;
    named(scheme, &linker.link(text), text)
}

#[test]
fn spellings_do_not_hide_a_mention() {
    for (text, expected) in [
        ("Pre-training works", "pre-training=Pre-training"),
        ("PRETRAINING works", "pre-training=PRETRAINING"),
        ("pre training works", "pre-training=pre training"),
        ("the pre\u{2011}trained network", "pre-training=pre\u{2011}trained"),
        ("pretrains", "pre-training=pretrains"),
        ("pre-trained models", "pre-training=pre-trained models"),
        ("a model\u{2019}s behaviours", "behavior=model\u{2019}s behaviours"),
        ("the \u{201c}model\u{201d} behavior", "behavior=model\u{201d} behavior"),
        ("long\u{2013}horizon task", "long-tasks=long\u{2013}horizon task"),
        ("long\u{2212}horizon tasks", "long-tasks=long\u{2212}horizon tasks"),
        ("long-horizon\ntasks", "long-tasks=long-horizon\ntasks"),
        ("GPT 3.5 and", "gpt=GPT 3.5"),
        ("gpt3.5", "gpt=gpt3.5"),
        ("RLs", "rl=RLs"),
        ("AIs", "ai=AIs"),
    ] {
        assert_eq!(linked(text), [expected], "{text}");
    }
}

#[test]
fn other_words_are_none() {
    for text in
        ["said rl url RLX", "GPT-4", "pretension", "ai", "coder", "Model, behavior", "the model. Behavior"]
    {
        assert!(linked(text).is_empty(), "{text}: {:?}", linked(text));
    }
}

#[test]
fn overlaps_rejects_and_context() {
    for (text, expected) in [
        (
            "reinforcement learning from human feedback",
            &["rlhf=reinforcement learning from human feedback"][..],
        ),
        ("reinforcement learning, human feedback", &["rl=reinforcement learning", "rlhf=human feedback"]),
        ("the dress code of code", &["coding=code"]),
        ("in memory of him", &[]),
        ("the model has memory", &["memory=memory"]),
        ("it maximizes the expected reward", &["rl=maximizes the expected reward"]),
        ("RL maximizes reward; an e-greedy policy", &["rl=RL", "rl=maximizes reward", "rl=e-greedy"]),
        ("longer projects", &["long-tasks=longer projects"]),
        ("no longer. Projects", &[]),
        ("fine-tuning code", &["coding=fine-tuning code"]),
    ] {
        assert_eq!(linked(text), expected, "{text}");
    }
}

#[test]
fn order_derivation_and_synonyms() {
    let mut lexicon = String::from(
        r#"
        [[concept]]
        id = "nail hypoplasia"
        [[concept]]
        id = "c"
        label = "Type C brachydactyly"
        [[concept]]
        id = "retinal detachment"
        "#,
    )
    .replace(
        "id = \"nail hypoplasia\"",
        "id = \"nail\"\nlabel = \"Nail hypoplasia\"\nalias = [\"hypoplastic nails\"]",
    )
    .replace("id = \"retinal detachment\"", "id = \"retina\"\nlabel = \"Retinal detachment\"");
    for part in ["cyst", "stone", "failure", "agenesis"] {
        lexicon +=
            &format!("[[concept]]\nid = \"{part}\"\nlabel = \"Renal {part}\"\nalias = [\"kidney {part}\"]\n");
    }
    lexicon += "[[concept]]\nid = \"anomaly\"\nlabel = \"Renal anomaly\"\n";
    lexicon += "[[concept]]\nid = \"speech\"\nlabel = \"Absent speech\"\n";
    lexicon += "[[concept]]\nid = \"delay\"\nlabel = \"Mental retardation\"\n";
    lexicon += "[[concept]]\nid = \"seizure\"\nlabel = \"Seizure\"\n";
    lexicon += "[[concept]]\nid = \"disease\"\nlabel = \"Erythrocyte disease\"\n";
    lexicon += "[[concept]]\nid = \"clot\"\nlabel = \"Blood clot\"\n";
    lexicon += "[[concept]]\nid = \"skin\"\nlabel = \"Skin tumor\"\n";
    let scheme = ConceptScheme::from_lexicons(&[("order.toml", &lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    for (text, expected) in [
        ("hypoplasia of the nails", "nail=hypoplasia of the nails"),
        ("aplastic or hypoplastic nails", "nail=hypoplastic nails"),
        ("hypoplastic or aplastic nails", "nail=hypoplastic or aplastic nails"),
        ("hypoplasia, and nails", ""),
        ("nails hypoplasia nails", "nail=nails hypoplasia"),
        ("the nails show hypoplasia", ""),
        ("nails into hypoplasia", ""),
        ("the failure of kidney cysts", "cyst=kidney cysts"),
        ("brachydactyly type C", "c=brachydactyly type C"),
        ("brachydactyly type B", ""),
        ("detachment of the retina", "retina=detachment of the retina"),
        ("tumors of cutaneous vessels", ""),
        ("detachment of retinal vessels", ""),
        ("a kidney anomaly", "anomaly=kidney anomaly"),
        ("a renal defect", "anomaly=renal defect"),
        ("absence of speech", "speech=absence of speech"),
        ("the absence of any speech", "speech=absence of any speech"),
        ("the absence of good speech", ""),
        ("absent of speech", ""),
        ("mentally retarded", "delay=mentally retarded"),
        ("intellectual disability", "delay=intellectual disability"),
        ("convulsions", "seizure=convulsions"),
        ("a fit", ""),
        ("a disease of red blood cells", ""),
        ("red blood cell diseases", "disease=red blood cell diseases"),
        ("thrombi", "clot=thrombi"),
        ("thrombotic", ""),
        ("cutaneous neoplasms", "skin=cutaneous neoplasms"),
        ("retinal of detachment", ""),
        ("nails and hypoplasia", ""),
        ("the kidney", ""),
    ] {
        assert_eq!(named(&scheme, &linker.link(text), text).join(" "), expected, "{text}");
    }
}

#[test]
fn weak_labels_need_support() {
    let lexicon = r#"
        [[concept]]
        id = "domain"
        label = "Polypeptide domain"
        alias = ["D", "PolD"]
        hidden = ["domain", "region", "folding unit of a polypeptide", "Dm", "plasmid"]
        [[concept]]
        id = "signal"
        label = "Signal peptide"
        hidden = ["peptide signal leader"]
        [[concept]]
        id = "febrile"
        label = "Seizures, febrile"
        [[concept]]
        id = "stem"
        label = "Embryonic stem cell"
        [[concept]]
        id = "match"
        [[concept]]
        id = "salt"
        label = "Sodium chloride"
        hidden = ["NaCl", "SALT"]
        [[concept]]
        id = "potassium"
        label = "Potassium ion"
        hidden = ["K+"]
        [[concept]]
        id = "kelvin"
        label = "Kelvin"
        hidden = ["K"]
        [[concept]]
        id = "complex"
        label = "CA2"
        [[concept]]
        id = "cors"
        label = "CORS"
        [[concept]]
        id = "other"
        label = "other"
        hidden = ["other"]
        [[concept]]
        id = "tilt"
        label = "rotor tilt"
        hidden = ["rotor tilt"]
    "#;
    let scheme = ConceptScheme::from_lexicons(&[("weak.toml", lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    for (text, expected) in [
        ("a domain", "domain=domain"),
        ("a region", ""),
        ("a region of a polypeptide domain", "domain=polypeptide domain"),
        ("a plasmid", ""),
        ("a plasmid; polypeptide domains", "domain=plasmid domain=polypeptide domains"),
        ("dm, the D", ""),
        ("NaCl, K+, SALT, K", "salt=NaCl potassium=K+"),
        ("the D of the polypeptide domain", "domain=D domain=polypeptide domain"),
        ("a polypeptide folding unit", ""),
        ("a folding unit of a polypeptide", "domain=folding unit of a polypeptide"),
        ("a febrile seizure", "febrile=febrile seizure"),
        ("embryonic stem (ES) cells; ES cells, ES", "stem=ES cells"),
        ("it matched two matches", "match=matches"),
        ("Ca2 and CA2", "complex=CA2"),
        ("calcium activity 2 (CA2) and CA2", ""),
        ("cross-origin resource sharing (CORS) and CORS", ""),
        ("the other one", ""),
        ("a rotor tilt, a tilt of the rotor", "tilt=rotor tilt"),
    ] {
        assert_eq!(named(&scheme, &linker.link_source(&[text])[0], text).join(" "), expected, "{text}");
    }
}

#[test]
fn coordination_shares_words() {
    let lexicon = r#"
        [[concept]]
        id = "ear"
        label = "Ear anomaly"
        [[concept]]
        id = "eye"
        label = "Eye anomaly"
        [[concept]]
        id = "palate"
        label = "Cleft palate"
        [[concept]]
        id = "soles"
        label = "Pits of the soles"
        [[concept]]
        id = "nose"
        label = "Broad nose"
    "#;
    let scheme = ConceptScheme::from_lexicons(&[("list.toml", lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    for (text, expected) in [
        ("ear, renal, and eye anomalies", "ear=ear, renal, and eye anomalies eye=eye anomalies"),
        ("ear or eye anomalies", "ear=ear or eye anomalies eye=eye anomalies"),
        ("renal, ear, and eye anomalies", "ear=ear, and eye anomalies eye=eye anomalies"),
        ("of the ear, and eye anomalies", "eye=eye anomalies"),
        ("of the ear, eye anomalies", "eye=eye anomalies"),
        ("a broad, flat nose", "nose=broad, flat nose"),
        ("ear/eye anomalies", "ear=ear/eye anomalies eye=eye anomalies"),
        ("ear pain, cough and renal anomalies", ""),
        ("ear, and anomalies", ""),
        ("ear and use the anomalies", ""),
        ("ear pain and renal anomalies", ""),
        ("cleft lip and palate", "palate=cleft lip and palate"),
        ("cleft lip, palate", ""),
        ("pits of the palms and soles", "soles=pits of the palms and soles"),
    ] {
        assert_eq!(named(&scheme, &linker.link(text), text).join(" "), expected, "{text}");
    }
}

/// A concept that shows that labels have accents.
const ACCENTED: &str = "\n[[concept]]\nid = \"d\"\nlabel = \"Füßé\"\n";

#[test]
fn words_are_found_in_the_forms_of_their_language() {
    for (language, label, text, expected) in [
        ("de", "Methode", "Methoden der Analyse", Some("Methoden")),
        ("de", "Funktionen", "eine Funktion", Some("Funktion")),
        ("de", "Haus", "die Häuser", Some("Häuser")),
        ("de", "Vertrag", "die Verträge", Some("Verträge")),
        ("de", "Amt", "zwei Ämter", Some("Ämter")),
        ("de", "Nadelwald", "die Nadelwälder", Some("Nadelwälder")),
        ("de", "Konto", "alle Konten", Some("Konten")),
        ("de", "Prinzip", "die Prinzipien", Some("Prinzipien")),
        ("de", "Schwul", "es ist Schwül", None),
        ("de", "Agile Methode", "mit agilen Methoden", Some("agilen Methoden")),
        ("de-AT", "Algorithmus", "zwei Algorithmen", Some("Algorithmen")),
        ("de", "Spiel", "der Spieler", None),
        ("de", "Schule", "die Schüler", None),
        ("de", "Seite", "seit gestern", None),
        ("de", "Weite", "weit entfernt", None),
        ("und", "network", "two networks", Some("networks")),
        ("de", "Fall", "falls es regnet", None),
        ("de", "API", "zwei APIs", Some("APIs")),
        ("de", "Modell", "modelling", None),
        ("es", "máquina virtual", "Las máquinas virtuales", Some("máquinas virtuales")),
        ("es", "infección", "las infecciones", Some("infecciones")),
        ("es", "imagen", "las imágenes", Some("imágenes")),
        ("es", "orden", "dos órdenes", Some("órdenes")),
        ("es", "voz", "las voces", Some("voces")),
        ("fr", "canal", "les canaux", Some("canaux")),
        ("fr", "réseaux", "un réseau", Some("réseau")),
        ("fr", "cote", "les côtes", None),
        ("fr", "Montréal", "une montre", None),
        ("fr", "Voter", "votre avis", None),
        ("fr", "Letter", "une lettre", None),
        ("fr", "mois", "pour moi", None),
        ("it", "macchina virtuale", "le macchine virtuali", Some("macchine virtuali")),
        ("it", "microservizi", "un microservizio", Some("microservizio")),
        ("it", "porta", "le porte", None),
        ("nl", "oefening", "de oefeningen", Some("oefeningen")),
        ("nl", "bal", "twee ballen", Some("ballen")),
        ("nl", "maten", "de maat", Some("maat")),
        ("nl", "industrie", "de industrieën", Some("industrieën")),
        ("nl", "brieven", "een brief", Some("brief")),
        ("nl", "elektrisch veld", "elektrische velden", Some("elektrische velden")),
        ("nl", "Word", "het zal worden", None),
        ("pt", "animal", "os animais", Some("animais")),
        ("pt", "função", "as funções", Some("funções")),
        ("pt", "imagem médica", "imagens médicas", Some("imagens médicas")),
        ("ko", "학교", "학교에서, 학교는", Some("학교에서")),
        ("ko", "인공지능", "인공지능을", Some("인공지능을")),
        ("ko", "인공 지능", "인공 지능은", Some("인공 지능은")),
        ("ko", "음악", "음악가", None),
        ("ko", "학교", "학교장", None),
        ("ko", "눈", "눈이", None),
        ("fi", "talo", "talot", None),
        ("fi", "talo", "TALO", Some("TALO")),
        ("en-GB", "centre", "training centers", Some("centers")),
    ] {
        let lexicon = format!(
            "[lexicon]\nlanguage = \"{language}\"\n[[concept]]\nid = \"c\"\nlabel = \"{label}\"{ACCENTED}"
        );
        let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
        let linker = Linker::new(&scheme).unwrap();
        let found = linker.link(text).first().and_then(|mention| mention.span.of(text));
        assert_eq!(found, expected, "{label} ({language}) in {text}");
    }
}

#[test]
fn polarity() {
    for (text, expected) in [
        ("We use RL.", "rl=RL"),
        ("We don\u{2019}t use RL.", "!rl=RL"),
        ("It is not RL but code.", "!rl=RL coding=code"),
        ("It is not only RL.", "rl=RL"),
        ("It's not completely clear how much is RL.", "rl=RL"),
        ("Without RL, code fails.", "!rl=RL coding=code"),
        ("Is it RL?", "?rl=RL"),
        ("It is RL, right?", "rl=RL"),
        ("It is right for RL?", "?rl=RL"),
        ("It's RL, isn't it?", "rl=RL"),
        ("There's RL in it, isn't there?", "rl=RL"),
        ("We should avoid RL, shouldn't we?", "rl=RL"),
        ("They were rich in RL, weren't they?", "rl=RL"),
        ("You can't do RL, can you?", "!rl=RL"),
        ("You don't use RL, do you?", "!rl=RL"),
        ("With RL, do you?", "?rl=RL"),
        ("Without a doubt it is RL, without a shadow of a doubt.", "rl=RL"),
        ("It is free of RL.", "!rl=RL"),
        ("RL is free of charge for code.", "rl=RL coding=code"),
        ("Zero RL was used for code.", "!rl=RL coding=code"),
        ("There is zero RL in code that contains zero RL.", "!rl=RL !coding=code !rl=RL"),
        ("Zero tolerance for RL, non-zero code, zero to two codes.", "rl=RL coding=code coding=codes"),
        ("There was hardly any RL.", "!rl=RL"),
        ("The test ruled out any RL.", "!rl=RL"),
        ("RL was ruled out by code.", "!rl=RL coding=code"),
        ("We can't rule out RL, and have not ruled out the code.", "rl=RL coding=code"),
        ("They denied any RL.", "!rl=RL"),
        ("They can't deny any RL.", "rl=RL"),
        (
            "They had no money in the U.S. Code was free, and they had no U.S. Code.",
            "coding=Code !coding=Code",
        ),
        ("Whether or not it is RL, code fails.", "~rl=RL coding=code"),
        ("Even if it is RL, code fails.", "~rl=RL coding=code"),
        ("It is as if it were RL, or as though it were code.", "~rl=RL ~coding=code"),
        ("What if it is RL. Only if it is code.", "~rl=RL ~coding=code"),
        ("Unless it is RL, suppose that it is code.", "~rl=RL ~coding=code"),
        ("In the event of RL, use code on the condition that it is RL.", "~rl=RL coding=code ~rl=RL"),
        ("Write code lest they use RL.", "coding=code ~rl=RL"),
        ("They used code in lieu of RL.", "coding=code !rl=RL"),
        ("Even though it is RL, were it not for code, it fails.", "rl=RL coding=code"),
        ("It is supposed to be RL.", "rl=RL"),
        ("The point of using code instead of RL is that RL fails.", "coding=code !rl=RL rl=RL"),
        ("If RL works, code follows.", "~rl=RL coding=code"),
        ("Is it not RL?", "!rl=RL"),
        ("Isn't RL good?", "?rl=RL"),
        ("Is not RL good?", "?rl=RL"),
        ("No-RL code is not-for-profit RL.", "rl=RL coding=code rl=RL"),
        ("No\u{2011}RL code is not\u{2212}for-profit RL.", "rl=RL coding=code rl=RL"),
        ("It is no accident that RL works.", "rl=RL"),
        ("None other than RL, not least RL.", "rl=RL rl=RL"),
        ("It was not there when RL came.", "rl=RL"),
        ("See No. 6 on RL.", "rl=RL"),
        ("Nobody doubts RL; it did not fail to use RL.", "rl=RL rl=RL"),
        ("He did not tell Mr. Lee of RL.", "!rl=RL"),
        ("If Gen. Lee v. Smith is RL, code follows.", "~rl=RL coding=code"),
        ("RL was not used.", "!rl=RL"),
        ("RL of this kind never occurs.", "!rl=RL"),
        ("RL has never been observed; RL hasn't been used.", "!rl=RL !rl=RL"),
        ("RL is absent, and code isn't needed.", "!rl=RL !coding=code"),
        ("RL is not good.", "rl=RL"),
        ("RL is not only used here.", "rl=RL"),
        ("RL is old, the rest was not used.", "rl=RL"),
        ("RL is used, but code is not.", "rl=RL coding=code"),
        ("Who fails to use RL is good at code.", "!rl=RL coding=code"),
        ("Models without RL or code will need RL.", "!rl=RL !coding=code rl=RL"),
        ("The absence of RL is a problem of code.", "!rl=RL coding=code"),
        ("Nobody without RL is good at code.", "!rl=RL !coding=code"),
        ("What they lack is RL.", "!rl=RL"),
        ("Models lacked or had little RL.", "!rl=RL"),
        ("Without the code that is made by RL.", "!coding=code !rl=RL"),
        ("It fails to see how much is RL.", "!rl=RL"),
        ("Without code without RL it is code.", "!coding=code !rl=RL !coding=code"),
        ("Do not underestimate RL; don't ignore RL.", "rl=RL rl=RL"),
        ("You must not forget RL, and never forget RL.", "rl=RL rl=RL"),
        ("It is not uncommon to see RL.", "rl=RL"),
        ("Nothing beats RL, nothing is more important than RL.", "rl=RL rl=RL"),
        ("There is no denying that RL helps.", "rl=RL"),
        ("We couldn't have done it without RL.", "rl=RL"),
        ("No model is complete without RL.", "rl=RL"),
        ("Not for nothing is RL prized.", "rl=RL"),
        ("Were it not for RL, code would fail.", "rl=RL coding=code"),
        ("Had RL been granted, code would fail.", "~rl=RL coding=code"),
        ("Should RL end, code fails.", "~rl=RL coding=code"),
        ("Were RL granted, code would fail.", "~rl=RL coding=code"),
        ("Provided that RL works, code does.", "~rl=RL coding=code"),
        ("It works as long as RL works; bring it in case RL fails.", "~rl=RL ~rl=RL"),
        ("No model without RL, lacking code, has RL.", "!rl=RL !coding=code rl=RL"),
    ] {
        assert_eq!(linked(text).join(" "), expected, "{text}");
    }
}

#[test]
fn overlaps_may_be_kept() {
    let lexicon = "[[concept]]\nid = \"a\"\nlabel = \"nail\"\nalias = [\"toe nail\"]\n[[concept]]\nid = \"b\"\nlabel = \"nail disease\"";
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap();
    let text = "toe nail disease of a nail";
    for (overlap, expected) in
        [(Overlap::Longest, &["toe nail", "nail"][..]), (Overlap::All, &["toe nail", "nail disease", "nail"])]
    {
        let linker = Linker::new(&scheme).unwrap().with_overlap(overlap);
        let words: Vec<_> = linker.link(text).iter().map(|m| m.span.of(text).unwrap()).collect();
        assert_eq!(words, expected, "{overlap:?}");
    }
}

/// The mentions of each quote of a source.
fn linked_source(quotes: &[&str]) -> Vec<Vec<String>> {
    let (scheme, linker) = &*SETUP;
    let show = |text: &str, m: &Mention<'_>| format!("{}={}", scheme[m.concept].id, m.span.of(text).unwrap());
    let mentions = linker.link_source(quotes);
    quotes.iter().zip(mentions).map(|(text, m)| m.iter().map(|m| show(text, m)).collect()).collect()
}

#[test]
fn short_forms_name_concepts_in_their_source() {
    for (quotes, expected) in [
        (
            ["LHT first.", "A long-horizon task (LHT) is long; LHTs are hard."],
            [&["long-tasks=LHT"][..], &["long-tasks=long-horizon task", "long-tasks=LHT", "long-tasks=LHTs"]],
        ),
        (["model behavior (RL)", "RL"], [&["behavior=model behavior", "rl=RL"], &["rl=RL"]]),
        (["radio link (RL)", "RL"], [&[], &[]]),
        (["reinforced learning (RL)", "RL"], [&["rl=RL"], &["rl=RL"]]),
        (["the bad model behavior (BMB)", "BMB"], [&["behavior=model behavior"], &[]]),
        (
            ["model behavior (MB), long-horizon (MB) task", "MB"],
            [&["behavior=model behavior", "behavior=MB", "behavior=MB"], &["behavior=MB"]],
        ),
        (
            ["model behavior (MB)", "mb, MBx, an MB-RL"],
            [&["behavior=model behavior", "behavior=MB"], &["behavior=MB", "rl=RL"]],
        ),
        (["in memory (IM)", "IM of a model"], [&[], &[]]),
        (["model behavior (M)", "M"], [&["behavior=model behavior"], &[]]),
        (["model behavior (MB) of a motor bike (MB)", "MB"], [&["behavior=model behavior"], &[]]),
        (["a motor bike (MB)", "model behavior (MB), MB"], [&[], &["behavior=model behavior"]]),
        (
            ["behavior of models (BOM)", "BOM"],
            [&["behavior=behavior of models", "behavior=BOM"], &["behavior=BOM"]],
        ),
        (["model behavior (MB2)", "MB2"], [&["behavior=model behavior"], &[]]),
    ] {
        assert_eq!(linked_source(&quotes), expected, "{quotes:?}");
    }
}

#[test]
fn last_names_stand_for_who_was_named_in_full() {
    let labels = [
        "Martin Kaymer",
        "Tiger Woods",
        "Angela Merkel",
        "Max Merkel",
        "J. P. Morgan",
        "Hong Kong",
        "Kant, Immanuel",
        "Bach, Johann Sebastian, 1685-1750",
    ];
    let concept = |(n, label)| format!("[[concept]]\nid = \"c{n}\"\nlabel = \"{label}\"\n");
    let lexicon: String = labels.iter().enumerate().map(concept).collect();
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    for (text, expected) in [
        ("Martin Kaymer won. It was late when Kaymer's ball fell.", "c0=Martin Kaymer c0=Kaymer"),
        ("Kaymer won. Martin Kaymer is good.", "c0=Martin Kaymer"),
        ("Martin Kaymer. When Kaymer met Mr. Kaymer.", "c0=Martin Kaymer c0=Kaymer c0=Kaymer"),
        ("Immanuel Kant wrote it. Kant died.", "c6=Immanuel Kant c6=Kant"),
        ("Kant, Immanuel. It was Immanuel. Kant died.", "c6=Kant, Immanuel"),
        ("Johann Sebastian Bach. When Bach died.", "c7=Johann Sebastian Bach c7=Bach"),
        ("Martin Kaymer and Golfer Kaymer.", "c0=Martin Kaymer"),
        ("Martin Kaymer, the Kaymer Foundation, Kaymer-like.", "c0=Martin Kaymer"),
        ("Martin Kaymer and Anna Kaymer. Kaymer lost.", "c0=Martin Kaymer"),
        ("Martin Kaymer and President Kaymer. Kaymer lost.", "c0=Martin Kaymer c0=Kaymer c0=Kaymer"),
        ("Martin Kaymer. Later Kaymer won, and Loudly Kaymer did.", "c0=Martin Kaymer c0=Kaymer"),
        ("Martin Kaymer, the Kaymer.", "c0=Martin Kaymer"),
        ("Martin Kaymer is a kaymer. Kaymer.", "c0=Martin Kaymer"),
        ("martin kaymer. Kaymer.", "c0=martin kaymer"),
        ("Tiger Woods in the woods. Woods.", "c1=Tiger Woods"),
        ("Angela Merkel spoke. Merkel did.", "c2=Angela Merkel c2=Merkel"),
        ("Angela Merkel and Max Merkel. Merkel.", "c2=Angela Merkel c3=Max Merkel"),
        ("J. P. Morgan was rich. Morgan was.", "c4=J. P. Morgan c4=Morgan"),
    ] {
        assert_eq!(named(&scheme, &linker.link(text), text).join(" "), expected, "{text}");
    }
}

/// What a source says elsewhere does not tell what a name without its qualifier means: it may be another word, and
/// another speaker.
#[test]
fn a_name_without_its_qualifier_is_told_by_its_quote_alone() {
    let labels = [
        "Mercury (planet)",
        "Mercury (element)",
        "March (month)",
        "Bank (river)",
        "Bank (finance)",
        "Set (set theory)",
    ];
    let concept = |(n, label)| format!("[[concept]]\nid = \"c{n}\"\nlabel = \"{label}\"\n");
    let lexicon: String = labels.iter().enumerate().map(concept).collect();
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    for (first, second, expected) in [
        ("The planet Mercury. The planet Mercury.", "On Mercury it is cold.", ""),
        ("The planet Mercury. The planet Mercury.", "Mercury is an element.", "c1=Mercury"),
        ("Mercury (planet), mercury (planet).", "The element mercury is toxic.", "c1=mercury"),
        ("The month March.", "They march to the sea.", ""),
        ("The river bank.", "The bank refused my loan.", ""),
        ("A set of tools.", "A set.", ""),
    ] {
        let mentions = linker.link_source(&[first, second]).remove(1);
        assert_eq!(named(&scheme, &mentions, second).join(" "), expected, "{first} {second}");
    }
}

#[test]
fn rules_and_confidence() {
    let (_, linker) = &*SETUP;
    for (text, rule, confidence) in [
        ("reinforcement learning", "label: Reinforcement learning", 1.0),
        ("reinforced learning", "label: Reinforcement learning", 0.0),
        ("RL", "alias: RL", 0.95),
        ("pretrained models", "alias: pretrained model", 0.9),
        ("the model's memory", "label: Memory", 0.8),
        ("a longer task", "implied: (long|longer) @work", 0.7),
    ] {
        let found = linker.link(text).first().map(|m| (m.rule.clone(), m.confidence));
        let expected = (confidence > 0.0).then_some((rule.into(), confidence));
        assert_eq!(found, expected, "{text}");
    }
}

fn texts() -> impl Strategy<Value = String> {
    const WORDS: [&str; 14] = [
        "RL",
        "model",
        "behaviour",
        "code",
        "dress",
        "pre",
        "training",
        "not",
        "long",
        "tasks",
        "é",
        "强",
        "if",
        "reward",
    ];
    const JOINTS: [&str; 8] = [" ", "-", ", ", ". ", "\u{2019}s ", "? ", "\n\n", "—"];
    let pair = (prop::sample::select(&WORDS[..]), prop::sample::select(&JOINTS[..]));
    prop::collection::vec(pair, 0..12).prop_map(|pairs| pairs.into_iter().flat_map(|(w, j)| [w, j]).collect())
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(text in texts()) {
        let mentions = SETUP.1.link(&text);
        for mention in &mentions {
            prop_assert!(mention.span.of(&text).is_some_and(|words| !words.is_empty()));
            prop_assert!(mention.trigger.is_none_or(|span| span.of(&text).is_some()));
        }
        prop_assert!(mentions.is_sorted_by_key(|m| m.span));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        SETUP.1.link(&text);
    }

    #[test]
    fn a_source_that_explains_nothing_is_its_quotes(texts in prop::collection::vec(texts(), 0..4)) {
        let quotes: Vec<&str> = texts.iter().map(String::as_str).collect();
        prop_assume!(quotes.iter().all(|quote| abbreviations(quote).is_empty()));
        let apart: Vec<_> = quotes.iter().map(|quote| SETUP.1.link(quote)).collect();
        prop_assert_eq!(SETUP.1.link_source(&quotes), apart);
    }

    #[test]
    fn spans_of_short_forms_lie_in_the_text(text in "(model behaviou?r |code |MB |[(]MB[)] |MBs |not |[(]C[)]|C |MB-code ){0,12}") {
        let mentions = SETUP.1.link_source(&[&text]).remove(0);
        for mention in &mentions {
            prop_assert!(mention.span.of(&text).is_some_and(|words| !words.is_empty()));
        }
        let labels = mentions.iter().filter(|m| m.kind == Kind::Explicit).collect::<Vec<_>>();
        prop_assert!(labels.windows(2).all(|pair| !pair[0].span.overlaps(pair[1].span)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// A concept that matches nothing changes nothing.
    #[test]
    fn other_concepts_do_not_matter(text in texts()) {
        let more = format!("{LEXICON}\n[[concept]]\nid = \"zz\"\nlabel = \"zymurgic zeugma\"");
        let scheme = ConceptScheme::from_lexicons(&[("more.toml", &more)]).unwrap();
        let with = Linker::new(&scheme).unwrap();
        prop_assert_eq!(with.link(&text), SETUP.1.link(&text));
    }
}
