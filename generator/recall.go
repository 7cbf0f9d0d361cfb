package generator

// Recall returns the recorded answers by the names that the manifest has for
// the questions now, without those that it asks no more. It is the input that
// [Update] puts after all others: a question that it does not answer is new.
func (m *Manifest) Recall(r Record) Input {
	in := Input{}
	for name, value := range r.Answers {
		if now := m.nameNow(name); !isBuiltin(name) {
			if q, ok := m.Question(now); ok && !q.Secret {
				in[now] = value
			}
		}
	}
	for name, value := range r.Answers { // a question of that very name comes first
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

// movedTo returns the new paths of files that the template moved between the
// base and theirs, with their old ones. A folder moves with all that is in it.
func (m *Manifest) movedTo(base, theirs Tree, layout Layout) map[string]string {
	moves := m.placedMoves(layout)
	moved := map[string]string{}
	for _, f := range base {
		if _, stays := theirs.Find(f.Path); stays {
			continue
		}
		now := pathNow(moves, f.Path)
		_, known := base.Find(now)
		if _, there := theirs.Find(now); there && !known && now != f.Path {
			moved[now] = f.Path
		}
	}
	return moved
}

// placedMoves are the moves by the paths of a project.
func (m *Manifest) placedMoves(layout Layout) []Move {
	var moves []Move
	for _, move := range m.Moved {
		from, okFrom := layout.place(move.From)
		to, okTo := layout.place(move.To)
		if okFrom && okTo {
			moves = append(moves, Move{From: from, To: to})
		}
	}
	return moves
}

// pathNow follows the moves of a file.
func pathNow(moves []Move, name string) string {
	for range moves { // no more often, should they go in a circle
		for _, move := range moves {
			if to, ok := movePath(move.From, move.To, name); ok {
				name = to
				break
			}
		}
	}
	return name
}

// movePath returns where a path goes when from, a file or a folder, goes to to.
func movePath(from, to, name string) (string, bool) {
	if name == from {
		return to, true
	}
	if len(name) > len(from) && name[:len(from)] == from && name[len(from)] == '/' {
		return to + name[len(from):], true
	}
	return name, false
}
