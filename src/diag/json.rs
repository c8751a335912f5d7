/// stub
pub fn json() {}
