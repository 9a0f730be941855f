/** A caller's roles against the role an operation needs; a role that is not in the table allows nothing. */
export function mayCall(roles: readonly string[], required: string): boolean {
  const sufficient: Record<string, readonly string[]> = {
    viewer: ['viewer', 'operator', 'deployer', 'approver', 'admin'],
    operator: ['operator', 'deployer', 'admin'],
    deployer: ['deployer', 'admin'],
    approver: ['approver', 'admin'],
    admin: ['admin'],
  };
  const enough = Object.hasOwn(sufficient, required) ? sufficient[required] : [];
  return roles.some((role) => enough?.includes(role));
}
