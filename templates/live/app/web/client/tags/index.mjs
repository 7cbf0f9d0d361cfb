import './tags.css';

export function defineTags() {}
