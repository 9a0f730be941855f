/** Asked only outside Lambda, whose environment names the region: there is no EC2 metadata service to ask. */
export async function getInstanceMetadataRegion(): Promise<undefined> {
  return undefined;
}
