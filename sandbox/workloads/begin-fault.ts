import type { TaskCondition } from './condition.ts';
import { INVOKE_ERRORS } from './failure-words.ts';
import type { WorkloadFault, WorkloadFaultKind } from './fault.ts';
import type { FunctionFault } from './function-workload.ts';
import type { PairOfSystem } from './pair-of-system.ts';
import type { System } from './system.ts';
import type { WorkloadTask } from './workload-task.ts';

type End = () => void;
type Begin = (system: System, fault: WorkloadFault) => End;

/** Tasks that a fault concerns, as they are chosen when it begins. */
type Choice = (pair: PairOfSystem, fault: WorkloadFault) => (task: WorkloadTask) => boolean;

/** Those that run when it begins, and nobody who starts later. */
const present: Choice = (pair) => {
  const ids = new Set(pair.workload.tasks.map(({ id }) => id));
  return ({ id }) => ids.has(id);
};

/** So many percent of those that run when it begins. */
const somePresent: Choice = (pair, { intensity }) => {
  const running = pair.workload.tasks.filter(({ state }) => state === 'running');
  const count = Math.ceil((running.length * intensity) / 100);
  const ids = new Set(running.slice(0, count).map(({ id }) => id));
  return ({ id }) => ids.has(id);
};

/** Those of the ECS deployments that have tasks when it begins: also what ECS starts in place of a killed one. */
const ofDeployment: Choice = (pair) => {
  const ids = new Set(pair.workload.tasks.map(({ deploymentId }) => deploymentId));
  return ({ deploymentId }) => ids.has(deploymentId);
};

const everyone: Choice = () => () => true;

const later: Choice = (pair) => {
  const isPresent = present(pair, { kind: 'no-capacity', at: pair.name, intensity: 0 });
  return (task) => !isPresent(task);
};

const ofVersion: Choice = (_pair, { version, kind }) => {
  if (version === undefined) throw new RangeError(`${kind} needs the version that has it.`);
  return (task) => task.version === version;
};

function inTasks(choice: Choice, conditionOf: (intensity: number) => Partial<TaskCondition>): Begin {
  return (system, fault) => {
    const pair = system.pair(fault.at);
    const concerns = choice(pair, fault);
    const since = system.now();
    const made = { since, condition: conditionOf(fault.intensity), concerns };
    pair.workload.faults.add(made);
    return () => void pair.workload.faults.delete(made);
  };
}

function inFunction(faultOf: (fault: WorkloadFault) => FunctionFault): Begin {
  return (system, fault) => {
    const workload = system.function(fault.at);
    const made = faultOf(fault);
    workload.faults.add(made);
    return () => void workload.faults.delete(made);
  };
}

/** A version of a pair or of a function, whichever the service is. */
function inVersion(
  conditionOf: (intensity: number) => Partial<TaskCondition>,
  faultOf: (fault: WorkloadFault) => FunctionFault,
): Begin {
  const ofTasks = inTasks(ofVersion, conditionOf);
  const ofFunction = inFunction(faultOf);
  return (system, fault) => (system.isFunction(fault.at) ? ofFunction : ofTasks)(system, fault);
}

function onDisk(what: 'logs' | 'data'): Begin {
  return (system, { at, intensity }) => {
    const host = system.hostOf(at);
    host.fill(what, intensity);
    return () => host.fill(what, 0);
  };
}

const expires: Begin = (system, { at, intensity }) => {
  const { certificate } = system.pair(at);
  certificate.expireIn(intensity);
  return () => certificate.expireIn(395);
};

const perMinute = (percent: number) => percent / 100 / 60;
const versionOf = ({ version }: WorkloadFault) => ({ ...(version !== undefined && { version }) });

/** How each kind begins, and what its intensity means. What ends it otherwise is up to what it befalls. */
export const BEGIN: Readonly<Record<WorkloadFaultKind, Begin>> = {
  /** Percent of a task's memory a minute. */
  'memory-leak': inTasks(ofDeployment, (percent) => ({ memoryLeak: perMinute(percent) })),
  'leaking-version': inTasks(ofVersion, (percent) => ({ memoryLeak: perMinute(percent) })),
  /** Percent of a task's CPU. */
  'cpu-burn': inTasks(present, (percent) => ({ cpuBurnt: percent / 100 })),
  'noisy-neighbour': inTasks(present, (percent) => ({ cpuStolen: percent / 100 })),
  /** Percent of the tasks. */
  'hung-tasks': inTasks(somePresent, () => ({ hung: true })),
  /** Percent of a task's pool a minute. */
  'connection-leak': inTasks(present, (percent) => ({ connectionLeak: perMinute(percent) })),
  /** Seconds. */
  'crash-loop': inTasks(everyone, (endsAfterSeconds) => ({ endsAfterSeconds })),
  'crash-looping-version': inTasks(ofVersion, (endsAfterSeconds) => ({ endsAfterSeconds })),
  /** Percent of the requests. */
  flaky: inTasks(everyone, (percent) => ({ errorShare: percent / 100 })),
  'failing-version': inVersion(
    (percent) => ({ errorShare: percent / 100 }),
    (fault) => ({ ...versionOf(fault), errorShare: fault.intensity / 100 }),
  ),
  'bad-input': inFunction(({ intensity }) => ({
    errorShare: intensity / 100,
    throws: INVOKE_ERRORS.badInput,
  })),
  /** Milliseconds. */
  'slow-version': inVersion(
    (extraMs) => ({ extraMs }),
    (fault) => ({ ...versionOf(fault), extraMs: fault.intensity }),
  ),
  'no-capacity': inTasks(later, () => ({ held: true })),
  /** Percent of a task's work on its queue. */
  'stuck-consumer': inTasks(present, (percent) => ({ stuck: percent / 100 })),
  /** Percent of the disk a minute. */
  'disk-full-of-logs': onDisk('logs'),
  'disk-full-of-data': onDisk('data'),
  'agent-stops': (system, { at }) => {
    const host = system.hostOf(at);
    host.reports = false;
    return () => {
      host.reports = true;
    };
  },
  /** Percent of the usual. */
  'load-spike': (system, { at, intensity }) => {
    system.setLoadFactor(at, intensity / 100);
    return () => system.setLoadFactor(at, 1);
  },
  /** Tasks that are left; the minimum of its scaling goes down with them. */
  'too-few-tasks': (system, { at, intensity }) => system.pair(at).scaleTo(intensity),
  /** Concurrent executions. Who has raised them meanwhile keeps them. */
  'low-concurrency': (system, { at, intensity }) => {
    const before = system.lambda.reservedConcurrency(at);
    system.lambda.reserveConcurrency(at, intensity);
    return () => {
      if (system.lambda.reservedConcurrency(at) === intensity) system.lambda.reserveConcurrency(at, before);
    };
  },
  'account-concurrency': (system, { at, intensity }) => {
    const workload = system.function(at);
    workload.accountLeft = intensity;
    return () => {
      workload.accountLeft = undefined;
    };
  },
  /** Messages. */
  'message-burst': (system, { at, intensity }) => {
    system.queue(at).call(system.now(), intensity);
    return () => undefined;
  },
  /** Percent of the messages. */
  'poison-messages': (system, { at, intensity }) => {
    const queue = system.queue(at);
    queue.poisonShare = intensity / 100;
    return () => {
      queue.poisonShare = 0;
    };
  },
  /** Milliseconds. */
  'slow-dependency': (system, { at, intensity }) => {
    const provider = system.provider(at);
    provider.extraMs = intensity;
    return () => {
      provider.extraMs = 0;
    };
  },
  /** Percent of the calls. */
  'dependency-down': (system, { at, intensity }) => {
    const provider = system.provider(at);
    provider.failingShare = intensity / 100;
    return () => {
      provider.failingShare = 0;
    };
  },
  /** Milliseconds. */
  'long-queries': (system, { at, intensity }) => {
    const database = system.database(at);
    database.lockMs = intensity;
    return () => void database.endLongQueries();
  },
  'database-overloaded': (system, { at, intensity }) => {
    const database = system.database(at);
    database.overloadMs = intensity;
    return () => {
      database.overloadMs = 0;
    };
  },
  /** Days. */
  'certificate-imported': expires,
  'certificate-unvalidated': expires,
};
