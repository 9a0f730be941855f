import type { MotoServer } from '../contract.ts';
import { elements, queryMoto } from '../moto/query.ts';

/** Two subnets of moto's default network, which a balancer has to name. */
export async function network({ url }: MotoServer): Promise<{ vpc: string; subnets: string[] }> {
  const xml = await queryMoto(url, 'ec2', 'DescribeSubnets');
  const [vpc = ''] = elements(xml, 'vpcId');
  return { vpc, subnets: elements(xml, 'subnetId').slice(0, 2) };
}
