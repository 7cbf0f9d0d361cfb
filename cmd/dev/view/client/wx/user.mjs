const KEY = 'mlvb:user';

/**
 * Who looks: two tabs of one browser can be two people. The name holds for as long as the tab.
 * @param {URLSearchParams} search With `user`, on the first visit.
 * @param {Storage} session
 */
export function nameOf(search, session) {
  const given = search.get('user');
  if (given !== null) session.setItem(KEY, given.trim());
  return session.getItem(KEY) ?? '';
}
