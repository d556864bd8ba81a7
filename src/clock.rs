//! The one place that asks what day it is; everything else is told.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Today, in UTC: the same day for a whole team, whatever its machines are set to.
#[must_use]
pub fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}
