//! The list as it is drawn: first what is in sight, and after that is painted, the rest.
//!
//! A rating changes most of twenty cards, and a person sees four of them: drawn alone, they are seen in two thirds of the time
//! (docs/performance.md).

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::messages::Item;
use crate::page::sight;
use crate::reactive::{RwSignal, effect};
use crate::store::{App, calmly};

/// So many are in sight when the first list comes.
const FIRST: usize = 5;

/// What is drawn of the list.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    /// The cards.
    pub(super) items: RwSignal<Vec<Arc<Item>>>,
    /// Whether the part out of sight is still the one of the list before.
    pub(super) is_behind: RwSignal<bool>,
    /// Counts the lists: what is still to be drawn of an earlier one is not drawn any more.
    turn: StoredValue<u32>,
}

impl Drawn {
    /// Follows the list of the page, drawn into the element that a selector finds.
    pub(super) fn follow(app: App, list: &'static str) -> Drawn {
        let drawn = Drawn { items: RwSignal::default(), is_behind: RwSignal::new(false), turn: StoredValue::new(0) };
        effect(move || {
            let all = app.list.with(|list| list.as_ref().map_or_else(Vec::new, |list| shared(&list.items)));
            let in_sight = match drawn.items.with_untracked(Vec::len) {
                0 => FIRST,
                _ => sight::lines(list),
            };
            let turn = drawn.turn.get_value().wrapping_add(1);
            drawn.turn.set_value(turn);
            drawn.is_behind.set(true);
            if in_sight >= all.len() {
                return drawn.finish(turn, all);
            }
            drawn.items.set(drawn.items.with_untracked(|before| first(&all, before, in_sight)));
            let rest = move || {
                if drawn.turn.get_value() == turn {
                    calmly(list, || drawn.finish(turn, all));
                }
            };
            // In a task of its own, which follows the frame.
            request_animation_frame(move || set_timeout(rest, Duration::ZERO));
        });
        drawn
    }

    /// Draws the whole list, which then is in its order with the next frame.
    fn finish(self, turn: u32, all: Vec<Arc<Item>>) {
        self.items.set(all);
        request_animation_frame(move || {
            if self.turn.get_value() == turn {
                self.is_behind.set(false);
            }
        });
    }
}

fn shared(items: &[Item]) -> Vec<Arc<Item>> {
    items.iter().cloned().map(Arc::new).collect()
}

/// The beginning of a list, and behind it what stood there before and is not in it, up to the length of the whole.
fn first(all: &[Arc<Item>], before: &[Arc<Item>], in_sight: usize) -> Vec<Arc<Item>> {
    let beginning = &all[..in_sight.min(all.len())];
    let is_new = |one: &&Arc<Item>| beginning.iter().all(|new| new.show.id != one.show.id);
    beginning.iter().chain(before.iter().filter(is_new)).take(all.len()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::ShowLine;

    fn list(ids: &str) -> Vec<Arc<Item>> {
        let item = |id: char| Item { show: ShowLine { id: id.into(), ..ShowLine::default() }, ..Item::default() };
        ids.chars().map(item).map(Arc::new).collect()
    }

    fn ids(items: &[Arc<Item>]) -> String {
        items.iter().map(|item| item.show.id.as_str()).collect()
    }

    #[test]
    fn what_is_in_sight_is_new_and_the_rest_is_as_it_was() {
        assert_eq!(ids(&first(&list("xcaby"), &list("abcde"), 2)), "xcabd");
        assert_eq!(ids(&first(&list("xcaby"), &list("abcde"), 0)), "abcde");
        assert_eq!(ids(&first(&list("xcaby"), &list("abcde"), 9)), "xcaby");
    }

    #[test]
    fn it_is_no_longer_than_the_whole_and_names_no_show_twice() {
        assert_eq!(ids(&first(&list("ba"), &list("abcde"), 1)), "ba");
        assert_eq!(ids(&first(&list("abcde"), &list(""), 3)), "abc");
        assert_eq!(ids(&first(&list(""), &list("abc"), 3)), "");
    }
}
