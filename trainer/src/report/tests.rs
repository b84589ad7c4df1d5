use super::*;
use crate::evaluate::results::{Distribution, Measured};

fn figure(mean: f64) -> Figure {
    Figure { mean, low: mean - 0.01, high: mean + 0.01 }
}

/// A report whose every text tries to be markup.
fn hostile() -> Report {
    const EVIL: &str = "</title><script>alert(1)</script>&\"'";
    let row = |method: &str, input: &str, mean| Row {
        method: method.into(),
        input: input.into(),
        people: 100,
        recall20: figure(mean),
        recall50: figure(mean),
        ndcg100: figure(mean),
        lists: Some(Default::default()),
        ..Row::default()
    };
    let bins = vec![Bin { from: 0, to: 0, count: 3 }, Bin { from: 1, to: 1, count: 12_345 }];
    Report {
        evaluation: Evaluation {
            protocol: EVIL.into(),
            data: EVIL.into(),
            shows: 1234,
            rows: vec![row(OURS, "1", 0.4), row(OURS, "3", 0.5), row(EVIL, "1", 0.3), row(EVIL, "3", 0.2)],
            model: Measured { choices: vec![(EVIL.into(), EVIL.into())], unseen: true, ..Measured::default() },
            distribution: Distribution { said: [1, 2, 3], per_person: bins.clone(), per_show: bins },
            ..Evaluation::default()
        },
        budgets: [400_000, 1_000_000]
            .map(|bytes| Budget { bytes, recall20: vec![(EVIL.into(), figure(0.4))] })
            .to_vec(),
        neighbours: vec![(EVIL.into(), vec![EVIL.into()])],
        licence: EVIL.into(),
    }
}

#[test]
fn no_text_becomes_markup() {
    let page = hostile().html();
    assert!(!page.contains("<script"), "{page}");
    assert_eq!(page.matches("</title>").count(), page.matches("<title").count());
    assert!(page.matches("&lt;script&gt;").count() > 10);
}

#[test]
fn every_drawing_has_words_and_a_table() {
    let page = hostile().html();
    let drawings = page.matches("<svg").count();
    assert_eq!(drawings, 7, "three measures, bytes, coverage, two histograms");
    assert_eq!(page.matches("role=\"img\" aria-labelledby=").count(), drawings);
    assert_eq!(page.matches("<desc").count(), drawings);
    assert_eq!(page.matches("<table").count(), drawings);
    // What labels a drawing must be there, once.
    for labelled in page.split("aria-labelledby=\"").skip(1) {
        for id in labelled.split('"').next().unwrap_or("").split(' ') {
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing is fetched");
}

#[test]
fn what_is_missing_is_left_out() {
    let mut report = hostile();
    report.budgets.clear();
    report.neighbours.clear();
    report.licence.clear();
    report.evaluation.model.unseen = false;
    let page = report.html();
    assert!(!page.contains("What a larger file brings") && !page.contains("Does it make sense?"));
    assert!(page.contains("Perhaps too good") && page.contains("Nobody said"));
}

#[test]
fn numbers_read_well() {
    assert_eq!(thousands(1_234_567), "1,234,567");
    assert_eq!(thousands(123), "123");
    assert_eq!(short(0.4723), ".472");
    assert_eq!(named("1"), "1 show named");
    assert_eq!(named("80%"), "80\u{202f}% of a history named");
}
