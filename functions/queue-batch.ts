import { z } from 'zod';

/** What an operation with a queue trigger is given: text of anybody who can reach the queue, in no promised order. */
export const queueBatch = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        id: z.string().describe('Identifier of the message, the same each time it is handed out.'),
        body: z.string().describe('What was sent, as text; untrusted.'),
        sentAt: z.string().describe('When it came into the queue, ISO 8601.'),
        receives: z.int().min(1).describe('How often it was handed out, this time included.'),
      }),
    )
    .min(1)
    .max(10_000)
    .describe('Messages of the queue; each comes at least once.'),
});

/** What it answers; a message that is not named is done and gone. */
export const queueFailures = z.strictObject({
  failed: z
    .array(z.string())
    .describe('Identifiers of messages to be handed out again; after five times they are dead letters.'),
});

export type QueueBatch = z.infer<typeof queueBatch>;
export type QueueFailures = z.infer<typeof queueFailures>;
