/** Before the names of users that are open in a tab of this browser. */
const LOCK = 'mlvb-user:';

/**
 * The first of "User 2", "User 3" and so on whom no tab shows.
 * @param {(number: number) => string} name
 * @param {string[]} open names that tabs show
 */
export function freeName(name, open) {
  let number = 2;
  while (open.includes(name(number))) number += 1;
  return name(number);
}

/**
 * Says to the other tabs of this browser who is shown here, for as long as this tab is open.
 * @param {string} user
 * @param {LockManager | undefined} locks
 */
export function present(user, locks) {
  if (user) locks?.request(LOCK + user, { mode: 'shared' }, () => new Promise(() => {})).catch(() => {});
}

/**
 * @param {LockManager | undefined} locks
 * @returns {Promise<string[]>} names that tabs show
 */
export async function openUsers(locks) {
  const { held = [] } = (await locks?.query()) ?? {};
  return held.filter(({ name }) => name.startsWith(LOCK)).map(({ name }) => name.slice(LOCK.length));
}
