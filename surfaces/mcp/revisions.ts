/** The revision that needs no handshake: every request says for itself what it is. */
export const MODERN = '2026-07-28';

/** Revisions that begin with `initialize`, newest first. */
export const LEGACY: readonly string[] = ['2025-11-25', '2025-06-18', '2025-03-26'];

export const SUPPORTED: readonly string[] = [MODERN, ...LEGACY];

/** Names inside `_meta`. */
export const META = {
  revision: 'io.modelcontextprotocol/protocolVersion',
  capabilities: 'io.modelcontextprotocol/clientCapabilities',
  server: 'io.modelcontextprotocol/serverInfo',
  /** Ours: a change that comes again with the same key is done once. */
  idempotencyKey: 'operate/idempotencyKey',
} as const;

/** The extension for long work. */
export const TASKS = 'io.modelcontextprotocol/tasks';
