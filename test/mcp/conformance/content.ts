import type { Json } from '../../../surfaces/mcp/json-rpc.ts';

/** One red pixel. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

/** A sound without a sample. */
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';

export const text = (words: string): Json => ({ type: 'text', text: words });
export const image: Json = { type: 'image', data: PNG, mimeType: 'image/png' };
export const audio: Json = { type: 'audio', data: WAV, mimeType: 'audio/wav' };

export const embedded = (uri: string, mimeType: string, words: string): Json => ({
  type: 'resource',
  resource: { uri, mimeType, text: words },
});

export const said = (words: string): Json => ({ content: [text(words)] });
