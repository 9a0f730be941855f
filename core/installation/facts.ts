import type { Finding } from '../services/finding.ts';
import type { Reading } from './check.ts';

/** What was read of an installation; nothing in here is decided yet. Times are milliseconds since the epoch. */
export interface InstallationFacts {
  readonly now: number;
  /** Whether the table answered a read and a query. */
  readonly table: Reading<true>;
  readonly machines: readonly MachineFacts[];
  readonly rules: readonly RuleFacts[];
  readonly schedules: readonly ScheduleFacts[];
  /** Names of our functions that rules may call. */
  readonly functions: readonly string[];
  /** ARNs of our queues, into which rules of ours may put events. */
  readonly queues: readonly string[];
  /** ARN of the queue that takes what could not be delivered. */
  readonly deadLetterQueue: string;
  /** The queues that functions work off. */
  readonly worked: readonly QueueFacts[];
  readonly deadLetters: Reading<{ readonly waiting: number; readonly hidden: number }>;
  readonly region: string;
  readonly trails: Reading<readonly TrailFacts[]>;
  readonly sources: readonly SourceFacts[];
  readonly services: ServicesFacts;
  readonly channels: Reading<readonly ChannelFacts[]>;
  /** Severities of which nobody is told in the environment whose services are looked at, unless a route names the service. */
  readonly unheard: Reading<readonly string[]>;
  readonly anchors: Reading<AnchorFacts>;
  readonly leases: Reading<readonly LeaseFacts[]>;
  readonly roles: readonly { readonly principal: string; readonly roles: readonly string[] }[];
}

export interface MachineFacts {
  readonly name: string;
  /** Undefined when there is no such machine. */
  readonly found: Reading<MachineFound | undefined>;
}

export interface MachineFound {
  /** Published versions that its states call, as `name:version`, with whether each is what was deployed last. */
  readonly calls: readonly { readonly version: string; readonly latest: boolean }[];
}

export interface RuleFacts {
  readonly name: string;
  /** An alarm counts what it matches, and it calls nobody. */
  readonly counts?: true;
  readonly found: Reading<{ readonly enabled: boolean; readonly targets: readonly string[] } | undefined>;
}

export interface ScheduleFacts {
  readonly name: string;
  readonly found: Reading<{ readonly enabled: boolean } | undefined>;
}

export interface QueueFacts {
  readonly name: string;
  /** Where a message goes that failed too often, and after how many attempts; undefined when there is no such queue. */
  readonly found: Reading<
    { readonly redrive?: { readonly deadLetterArn: string; readonly maxReceives: number } } | undefined
  >;
  /** What hands its messages to functions of ours. */
  readonly mappings: Reading<readonly MappingFacts[]>;
}

export interface MappingFacts {
  readonly id: string;
  readonly functionName: string;
  /** As Lambda says it: `Enabled`, `Disabled`, `Updating`, ... */
  readonly state: string;
  /** How its last attempt went, in Lambda's words, where it says so. */
  readonly lastResult?: string;
}

/** The secret of a channel on which people are told. */
export interface ChannelFacts {
  readonly channel: string;
  readonly secret: string;
  /** Why nothing can be sent with it, as the end of a sentence about it; absent when it is there. */
  readonly problem?: string;
  /** Why nobody can tell. */
  readonly unreadable?: string;
}

export interface TrailFacts {
  readonly name: string;
  readonly multiRegion: boolean;
  readonly homeRegion: string;
  /** Whether it logs, and records calls that change something. */
  readonly status: Reading<{ readonly logging: boolean; readonly recordsChanges: boolean }>;
}

export interface SourceFacts {
  readonly source: string;
  /** Undefined where nothing is installed. */
  readonly functionName?: string;
  readonly exists?: Reading<boolean>;
}

export interface ServicesFacts {
  readonly environment: string;
  readonly looked: Reading<readonly ServiceFacts[]>;
  /** Services that there was no time for. */
  readonly left: number;
}

export interface ServiceFacts {
  readonly name: string;
  /** The deployment that moves it right now: then its targets are in motion. */
  readonly deployedBy?: string;
  readonly findings: Reading<readonly Finding[]>;
}

export interface AnchorFacts {
  readonly lastAt?: number;
  /** The oldest record that no anchor covers, as far as it is old enough to be covered. */
  readonly oldestUnanchoredAt?: number;
}

export interface LeaseFacts {
  readonly environment: string;
  readonly service: string;
  readonly deploymentId: string;
  readonly expiresAt: number;
  /** State of the deployment; undefined when there is none. */
  readonly state?: string;
  readonly over: boolean;
}
