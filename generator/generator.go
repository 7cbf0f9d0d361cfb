// Package generator is the engine of mlvb: each command is one function here.
//
//	New            makes a project                 new.go
//	Update         brings it to a newer template   update.go
//	SetAnswers     changes answers                 set.go
//	Add, Adopt     take over what mlvb did not make
//	Resolve        clears settled conflicts
//	Undo, Recover  go back
//	ReadStatus, Diff  only look
//
// All that write do it by one operation with other inputs: open the folder,
// resolve the answers, render the template, look at the disk, plan, commit. The
// packages below this one do the steps; none of them knows a later one.
//
// The engine knows no terminal, no clock and no environment: what it needs is
// passed in.
package generator
