package merge

// JSONLike writes the value of one JSON text in the way of another: with the
// order, indent and white space of that one. Between the two, no more than what
// differs by value is different then. It is not ok where one of them is no JSON.
func JSONLike(src, like []byte, rules Rules) (written []byte, ok bool) {
	known := values{}
	value, err := readJSON(src, Theirs, known)
	if err != nil {
		return nil, false
	}
	model, err := readJSON(like, Ours, known)
	if err != nil {
		return nil, false
	}
	m := jsonMerge{rules: rules}
	merged, _ := m.value(nil, trio{base: model, ours: model, theirs: value})
	written = like
	if merged.changed() {
		written = newJSONWriter(model, value).write(merged)
	}
	return written, EqualJSON(written, src)
}
