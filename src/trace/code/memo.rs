//! Answers that are asked for again and again, from every core.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// What was found out already. An answer must depend on nothing but its question: who asks first does not matter.
pub(in super::super) struct Memo<Q, A>(Mutex<HashMap<Q, A>>);

impl<Q, A> Default for Memo<Q, A> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Q: Eq + Hash, A: Copy> Memo<Q, A> {
    /// The answer to a question. It is worked out outside of the lock, since that may ask further questions.
    pub(in super::super) fn get_or(&self, question: Q, answer: impl FnOnce() -> A) -> A {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&question).copied();
        known.unwrap_or_else(|| {
            let answer = answer();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(question, answer);
            answer
        })
    }
}
