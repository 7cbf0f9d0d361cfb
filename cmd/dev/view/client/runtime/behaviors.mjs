/**
 * The behaviours that WeChat has ready, by their names.
 * @param {any} space of glass-easel's adapter
 * @returns {Record<string, any>}
 */
export function createBehaviors(space) {
  const behavior = (definition) => space.behavior().definition(definition).register();
  return {
    'wx://form-field': behavior({ properties: { name: String, value: null } }),
    'wx://form-field-group': behavior({}),
    'wx://form-field-button': behavior({}),
    // Whose export() is told in its definition, or in that of a behaviour with this one.
    'wx://component-export': behavior({}),
  };
}

/**
 * A definition with everything that glass-easel's adapter wants otherwise than WeChat.
 * @param {any} definition of a page, component or behaviour
 * @param {Record<string, any>} known behaviours by name
 */
export function adapted(definition, known) {
  const { behaviors, relations } = definition;
  if (!behaviors && !relations) return definition;
  const found = behaviors?.map((behavior) => (typeof behavior === 'string' ? known[behavior] : behavior)).filter(Boolean);
  const handed = definition.export ?? found?.findLast((behavior) => behavior._$export)?._$export;
  return {
    ...definition,
    ...(found && { behaviors: found }),
    ...(handed && { export: handed }),
    ...(relations && { relations: Object.fromEntries(Object.entries(relations).map(([key, relation]) => [key, resolved(relation)])) }),
  };
}

/** A relation to a behaviour names glass-easel's own. */
const resolved = (relation) => (relation.target?._$ ? { ...relation, target: relation.target._$ } : relation);
