import { DOCUMENT_NAMES } from '../workloads/documents.ts';
import type { System } from '../workloads/system.ts';
import type { Ssm } from './ssm.ts';

/** Makes the machines of a system known to Systems Manager, and the documents that do something to them. */
export function manageMachines(ssm: Ssm, system: System): void {
  for (const { id, service } of system.parts.instances) ssm.addMachine(id, { 'operate:service': service });
  for (const name of DOCUMENT_NAMES)
    ssm.createDocument(
      name,
      (instanceId) =>
        system.runDocument(name, instanceId) ?? {
          status: 'Failed',
          output: 'The machine is not of this system.',
        },
    );
}
