//! Who is told of commits. A listener hears that there is news of a topic, not what it is: that is read from the
//! database, where it stands in order and without what was rolled back. So nothing piles up for a listener that is slow.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// Hears of commits that touched a topic.
pub struct Listener(watch::Receiver<()>);

impl Listener {
    /// Waits for a commit since this was made, or since the last time.
    pub async fn news(&mut self) {
        if self.0.changed().await.is_err() {
            // The database is closed: there will be no more.
            std::future::pending().await
        }
    }

    /// What was told until now is known.
    pub fn catch_up(&mut self) {
        self.0.mark_unchanged();
    }
}

#[derive(Default)]
pub(super) struct News(Mutex<HashMap<&'static str, watch::Sender<()>>>);

impl News {
    pub fn listen(&self, topic: &'static str) -> Listener {
        let mut topics = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Listener(topics.entry(topic).or_default().subscribe())
    }

    pub fn tell(&self, touched: &[&'static str]) {
        if touched.is_empty() {
            return;
        }
        let topics = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for topic in touched.iter().filter_map(|topic| topics.get(topic)) {
            topic.send_replace(());
        }
    }
}
