export function sendAll() {}
