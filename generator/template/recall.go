package template

// Recall returns recorded answers by the names that the manifest has for the
// questions now, without those that it no longer asks. Update puts them after
// all other inputs: a question that they don't answer is new.
func (m *Manifest) Recall(answers map[string]any) Input {
	in := Input{}
	for name, value := range answers {
		if now := m.nameNow(name); !isBuiltin(name) {
			if q, ok := m.Question(now); ok && !q.Secret {
				in[now] = value
			}
		}
	}
	for name, value := range answers { // a question of that very name comes first
		if q, ok := m.Question(name); ok && !q.Secret {
			in[name] = value
		}
	}
	return in
}

// nameNow follows the renamings of a question.
func (m *Manifest) nameNow(name string) string {
	for range m.Renamed { // no more often, should they go in a circle
		for _, r := range m.Renamed {
			if r.Question == name {
				name = r.To
				break
			}
		}
	}
	return name
}
