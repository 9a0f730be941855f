/** Name of the target group without targets that a service is prepared with. */
export function faultGroupName(service: string): string {
  return `${service}-faults`;
}
