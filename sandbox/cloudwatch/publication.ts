const MINUTE = 60_000;

/** How late CloudWatch shows the minutes of one namespace; all times in seconds, ranges inclusive of both ends. */
export interface PublicationLag {
  /** `minute-end`: a minute shows after it is over (AWS services). `minute-start`: while it runs (custom metrics). */
  readonly from: 'minute-end' | 'minute-start';
  readonly seconds: readonly [least: number, most: number];
  /** Part of the range in which the metrics of one minute differ; the rest they share. */
  readonly jitterSeconds: number;
  /** Share of the minutes that first show only a part of their observations. */
  readonly revisedShare: number;
  /** How much of a revised minute shows first, as a share of its observations. */
  readonly firstShare: readonly [least: number, most: number];
  /** How long after the first part the rest shows. */
  readonly revisionSeconds: number;
}

/** When a minute of one metric shows, and how much of it. */
export interface Publication {
  readonly visibleAt: number;
  readonly firstShare: number;
  readonly completeAt: number;
}

const PROMPT = { jitterSeconds: 0, revisedShare: 0, firstShare: [1, 1], revisionSeconds: 0 } as const;

/** Lags by namespace; `AWS/` stands for the other AWS namespaces and the empty name for custom ones. */
export const DEFAULT_LAGS: Readonly<Record<string, PublicationLag>> = {
  'AWS/ApplicationELB': {
    from: 'minute-end',
    seconds: [60, 180],
    jitterSeconds: 30,
    revisedShare: 0.2,
    firstShare: [0.9, 0.97],
    revisionSeconds: 60,
  },
  'AWS/Lambda': { ...PROMPT, from: 'minute-end', seconds: [30, 120], jitterSeconds: 10 },
  'AWS/': { ...PROMPT, from: 'minute-end', seconds: [60, 120] },
  '': { ...PROMPT, from: 'minute-start', seconds: [0, 60] },
};

function lagOf(lags: Readonly<Record<string, PublicationLag>>, namespace: string): PublicationLag {
  const family = namespace.startsWith('AWS/') ? 'AWS/' : '';
  const lag = lags[namespace] ?? lags[family] ?? DEFAULT_LAGS[family];
  if (!lag) throw new Error(`There is no publication lag for the namespace ${namespace}.`);
  return lag;
}

/** A number in [0, 1) that depends on nothing but its arguments: FNV-1a, then MurmurHash3's finaliser. */
function draw(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\n')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * When one minute of one metric shows. A pure function of the seed, so that neither the order of observations nor
 * a restart changes it. The metrics of a namespace share most of a minute's lag, as one batch would.
 * @param minute start of the minute, milliseconds since the epoch
 */
export function publicationOf(
  lags: Readonly<Record<string, PublicationLag>>,
  seed: number,
  metric: { readonly namespace: string; readonly key: string },
  minute: number,
): Publication {
  const lag = lagOf(lags, metric.namespace);
  const [least, most] = lag.seconds;
  const batch = draw(seed, 'lag', metric.namespace, minute) * (most - least - lag.jitterSeconds);
  const jitter = draw(seed, 'jitter', metric.key, minute) * lag.jitterSeconds;
  const origin = lag.from === 'minute-end' ? minute + MINUTE : minute;
  const visibleAt = origin + Math.round((least + batch + jitter) * 1000);
  if (draw(seed, 'revised', metric.namespace, minute) >= lag.revisedShare) {
    return { visibleAt, firstShare: 1, completeAt: visibleAt };
  }
  const [low, high] = lag.firstShare;
  const firstShare = low + draw(seed, 'share', metric.namespace, minute) * (high - low);
  return { visibleAt, firstShare, completeAt: visibleAt + lag.revisionSeconds * 1000 };
}
