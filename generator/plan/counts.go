package plan

// Counts returns how many steps have each action. Files that stay as they are
// because nobody changed them don't count.
func (p Plan) Counts() map[Action]int {
	counts := map[Action]int{}
	for _, s := range p {
		if s.Why != WhySame {
			counts[s.Action]++
		}
	}
	return counts
}
