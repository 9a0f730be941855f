import { numberOf, partsOf } from './properties.ts';

const ANY = ['0.0.0.0/0', '::/0'];

/** Those of the ports that rules of a security group open to the whole internet. */
export function openPorts(permissions: unknown, ports: readonly number[]): number[] {
  const open = partsOf(permissions).filter(
    ({ IpRanges, Ipv6Ranges, IpProtocol }) =>
      ['tcp', 'udp', '6', '17', '-1'].includes(String(IpProtocol)) &&
      (partsOf(IpRanges).some(({ CidrIp }) => ANY.includes(String(CidrIp))) ||
        partsOf(Ipv6Ranges).some(({ CidrIpv6 }) => ANY.includes(String(CidrIpv6)))),
  );
  return ports.filter((port) =>
    open.some(
      ({ IpProtocol, FromPort, ToPort }) =>
        IpProtocol === '-1' || ((numberOf(FromPort) ?? 0) <= port && port <= (numberOf(ToPort) ?? 65_535)),
    ),
  );
}
