package diff

// slide moves the changes of one text to where they read best and meet the
// changes of the other.
//
// A run of changed lines can often lie in more than one place: of "a b a b" with
// one "a b" added, either may be the new one. Each run goes as far down as it
// can, joining the runs that it meets, and then back up to the last place where
// it faces a run of the other text's, so that lines removed and the lines put in
// their place form one change. The alignment stays as long as it was.
func slide(text []int, own, other gaps) {
	for i := 0; i <= len(own.at); i++ {
		r := run{text, own, i}
		if r.size() > 0 {
			r.place(other)
			i = r.gap
		}
	}
}

// run is the run of changed lines in one gap of the text.
type run struct {
	text []int
	gaps
	gap int
}

func (r *run) size() int { return r.span(r.gap).Len() }

// place moves the run to where it belongs.
func (r *run) place(other gaps) {
	facing := -1
	for size := 0; size != r.size(); {
		size = r.size()
		for r.up() {
		}
		facing = -1
		for more := true; more; more = r.down() {
			if other.span(r.gap).Len() > 0 {
				facing = r.gap
			}
		}
	}
	for facing >= 0 && r.gap > facing {
		r.up()
	}
}

// up moves the run by one line, if the line above equals the run's last.
func (r *run) up() bool {
	s := r.span(r.gap)
	if r.gap == 0 || r.text[s.Start-1] != r.text[s.End-1] {
		return false
	}
	r.gap--
	r.at[r.gap] = s.End - 1
	return true
}

// down moves the run by one line, if the line below equals the run's first.
func (r *run) down() bool {
	s := r.span(r.gap)
	if r.gap == len(r.at) || r.text[s.Start] != r.text[s.End] {
		return false
	}
	r.at[r.gap] = s.Start
	r.gap++
	return true
}
