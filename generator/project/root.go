package project

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/wechat"
)

// RootMove tells that somebody moved the mini-program within its project: by
// the folder and miniprogramRoot in project.config.json.
type RootMove struct {
	From string `json:"from"` // where the last command knew it
	To   string `json:"to"`
}

// followRoot puts what was recorded where the mini-program is now. RootMove is
// nil when that is where it was.
func (s State) followRoot(f *Folder) State {
	from, ok := rootOf(s.Base)
	if !ok || from == "." && !s.Layout.Only {
		return s // which of the files there are the mini-program's is not known
	}
	if _, err := f.Disk.Lstat(path.Join(from, wechat.AppConfig)); !errors.Is(err, fs.ErrNotExist) {
		return s
	}
	m, err := wechat.ReadMiniProgram(f.Dir)
	if err != nil || m.Root == from {
		return s // other commands tell what is wrong
	}
	moves := s.Layout.rootMoves(from, m.Root)
	for i := range s.Base {
		s.Base[i].Path = moved(moves, s.Base[i].Path)
	}
	s.Base.Sort()
	for i := range s.Conflicts {
		c := &s.Conflicts[i]
		c.Path, c.Beside, c.Obstacle = moved(moves, c.Path), moved(moves, c.Beside), moved(moves, c.Obstacle)
		if c.Theirs != nil {
			c.Theirs.Path = c.Path
		}
	}
	s.Layout, s.RootMove = s.Layout.moved(moves), &RootMove{From: from, To: m.Root}
	if s.Layout.Only {
		s.repack(from, m.Root)
	}
	return s
}

// repack says of what was kept out of the package in one root what is to be kept
// out of it in another.
func (s *State) repack(from, to string) {
	var still []string
	for _, name := range s.Layout.Unpacked {
		if inside, ok := paths.Below(to, path.Join(from, name)); ok {
			if strings.HasSuffix(name, "/") {
				inside += "/"
			}
			still = append(still, inside)
		}
	}
	s.Layout.Unpacked = still
	if i, ok := s.Base.Index(wechat.ProjectConfig); ok {
		s.Base[i].Content = wechat.OnlyIgnored(packRules(still))
	}
}

// moved is where a path is after the move that concerns it.
func moved(moves []paths.Move, name string) string {
	for _, m := range moves {
		if to, ok := m.Apply(name); ok {
			return path.Clean(to)
		}
	}
	return name
}

// rootOf is the folder of the app.json that is nearest to the project's own.
func rootOf(base files.Tree) (string, bool) {
	root, found := "", false
	for _, f := range base {
		if path.Base(f.Path) == wechat.AppConfig && (!found || len(path.Dir(f.Path)) < len(root)) {
			root, found = path.Dir(f.Path), true
		}
	}
	return root, found
}

// rootMoves are the moves of what lies in the mini-program. Where a project has
// only parts of the template, these are the ones that do.
func (l Layout) rootMoves(from, to string) []paths.Move {
	if !l.Only {
		return []paths.Move{{From: from, To: to}}
	}
	app, place := l.App()
	if place != path.Join(from, wechat.AppConfig) {
		return nil
	}
	var moves []paths.Move
	for name, place := range l.Places {
		if _, inApp := paths.Below(path.Dir(app), name); !inApp {
			continue
		}
		if rest, ok := paths.Below(from, place); ok {
			moves = append(moves, paths.Move{From: place, To: path.Join(to, rest)})
		}
	}
	return moves
}

// moved is the layout after such moves.
func (l Layout) moved(moves []paths.Move) Layout {
	places := maps.Clone(l.Places)
	if places == nil {
		places = map[string]string{}
	}
	for _, move := range moves {
		known := false
		for name, place := range l.Places {
			if place == move.From {
				places[name], known = move.To, true
			}
		}
		if !known {
			places[move.From] = move.To
		}
	}
	for _, name := range slices.Collect(maps.Keys(places)) {
		if places[name] == name && !l.Only {
			delete(places, name)
		}
	}
	l.Places = places
	return l
}
