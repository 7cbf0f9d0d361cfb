/**
 * Whether there is an interface or a tag: what of it, nobody looks.
 * @param {string} schema `request`, `showToast.object.image`, `button.open-type`
 * @param {object} wx
 * @param {(tag: string) => boolean} hasTag
 */
export function canIUse(schema, wx, hasTag) {
  const [name] = schema.split('.');
  return name in wx || hasTag(name);
}
