//! What a member of staff may not see is on no page, in no list, count, search, link or answer of the API.
