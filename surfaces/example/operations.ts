import { z } from 'zod';
import { defineOperation } from '../../functions/operation.ts';

/** Definitions with every shape that surfaces have to carry; for the surfaces' own tests. */
export const paintHouse = defineOperation({
  name: 'paint_house',
  noun: 'houses',
  summary: 'Paint a house and watch it dry.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.object({
    house: z.string().min(3).describe('Name of the house'),
    coats: z.int().min(1).max(5).default(2),
    colour: z.enum(['red', 'green']).optional(),
    since: z.iso.datetime().optional(),
    split: z.union([z.literal('all-at-once'), z.number().min(0).max(100)]).optional(),
    rooms: z.array(z.string().min(1)).max(3).optional(),
    steps: z.array(z.object({ weight: z.number(), bakeSeconds: z.int() })).optional(),
    drying: z
      .object({ duration: z.int().default(300), limits: z.object({ damp: z.string() }).optional() })
      .optional(),
    finish: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('matt').default('matt') }),
        z.object({ kind: z.literal('gloss'), layers: z.int().default(1) }),
      ])
      .optional(),
    labels: z.record(z.string(), z.string()).optional(),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({ paintingId: z.string(), coats: z.int() }),
  permissions: [{ actions: ['dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 10,
});

export const listHouses = defineOperation({
  name: 'list_houses',
  noun: 'houses',
  summary: 'List the houses.',
  risk: 'read',
  surfaces: ['http', 'cli'],
  input: z.object({
    limit: z.int().min(1).max(100).default(20),
    colours: z.array(z.string()).optional(),
    painted: z.boolean().optional(),
  }),
  output: z.object({
    houses: z.array(z.object({ name: z.string(), colour: z.string().optional(), coats: z.int() })),
    nextToken: z.string().optional(),
  }),
  permissions: [{ actions: ['dynamodb:Query'], resources: ['{table}'] }],
  timeoutSeconds: 5,
});

export const openWindow = defineOperation({
  name: 'open_window',
  noun: 'houses',
  summary: 'Open a window; a step of the drying machine.',
  risk: 'change',
  surfaces: [],
  input: z.object({ house: z.string() }),
  output: z.object({}),
  permissions: [],
  timeoutSeconds: 5,
});

export const HOUSES = [paintHouse, listHouses, openWindow] as const;
