/**
 * What Node's HTTP answers with, and what we send, is never one of the browser's streams; to ask whether it is makes
 * Node load them, at every cold start.
 */
function never(): false {
  return false;
}

export { never as isBlob, never as isReadableStream };
