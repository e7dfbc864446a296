//! Tickets: what is collected, as a text to send.

use serde::Serialize;

/// A stretch of a ticket's text.
#[derive(Clone, Debug, Serialize)]
pub struct TicketPartView {
    /// The words; of a field to collect, its name.
    pub words: String,
    /// The id of the field whose value stands here, or empty.
    pub field: String,
}

/// A ticket, as `page.ticket`.
#[derive(Clone, Debug, Serialize)]
pub struct TicketView {
    /// The text.
    pub parts: Vec<TicketPartView>,
    /// The mail address that it can be sent to, or empty.
    pub mail: String,
    /// The subject of that mail.
    pub subject: String,
}
