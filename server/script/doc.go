// Package script decides for agents by scripts that players write: Starlark, a small
// Python, in processes of their own.
//
//	def decide(self, world):
//	    if self.health < 0.3:
//	        return action(steer={"flee": 2})
//	    return action(steer={"pursue": 1}, target="nearest_enemy", strike=True)
//
// What self and world have, and what action takes, is made from the terms of package
// mind; Terms lists it. A Pool decides (Decide) and finds what is wrong with a source
// (Check).
//
// # Why a language, and why this one
//
// Rules are for most; a script is for what they cannot say: look at neighbours one by
// one, compute, remember. Starlark has no clock, no files, no chance, no recursion and
// no endless loops, keeps dicts in the order in which they were filled, and counts its
// steps. Lua and JavaScript for Go can be stopped by the clock only; WebAssembly asks
// players for a compiler. Expressions alone are the rules' tier.
//
// # Why steps and not time
//
// A replay decides again, elsewhere, and must come to the same. So a decision has 2,000
// steps, and what takes more is a fault at the same line everywhere. Answers depend on
// nothing but source and question: what the top level made is frozen, agents have 64
// characters of memory that travel with the question, messages have a fixed length and
// order, and numbers are computed by operations that IEEE 754 rounds one by one. Each
// operation of Starlark is a call of its own, so that no CPU can fuse a product with a
// sum; where we compute ourselves, products are converted explicitly. There are no
// sines and logarithms: their last digits differ between CPUs.
//
// # Why a process
//
// Steps bound neither memory nor the time inside one built-in: [0] * (1 << 27) is 7
// steps and 2 GiB, and the interpreter has no limit of memory. Looking for such lines
// in the source, or putting other built-ins in place of some, closes some holes of
// many: * + % and << are operators, every container can grow. A goroutine cannot be
// killed, and an allocation that fails ends the process. So scripts run in a process
// that may end: this program itself, called as [Subcommand]. It
//
//   - takes 256 MB of address space beyond what it is born with (RLIMIT_AS, set by
//     itself before it reads anything): what wants more in one stroke ends it at once.
//     RLIMIT_DATA was tried and does not do: Linux holds a mapping over a reservation,
//     which is how Go takes memory, not against it. Control groups are not everywhere;
//   - looks at itself every 5 ms, and ends at 96 MB in use: for growth in small steps,
//     and for systems without such limits;
//   - is killed by the server after 150 ms of work at 128 decisions (ordinary ones take
//     2), or 300 by the clock;
//   - can open nothing (RLIMIT_NOFILE is 0: no file, no socket), write no file, has no
//     environment; has no network at all where namespaces are allowed; is nobody if it
//     was root; and ends with the server, whatever happens to that (Pdeathsig, and its
//     input ends);
//   - is trusted with nothing: what it replies is bounded, and checked.
//
// A check runs the source's top level and so is done by a worker, too; another one,
// for editors are not to slow worlds down.
//
// # Who is to blame
//
// A worker decides one batch at a time, and a batch is of one behaviour: who killed it
// is known, and nobody else's batch is ever lost. As programs stay in the worker, a
// batch that ended an old one is tried once more in a fresh one before it is blamed; a
// worker that keeps more than 32 MB forgets all programs. An [OverrunError] is the behaviour's
// fault: its source rests for a second, then two, up to a minute. ErrBusy is nobody's.
// An overrun depends on the machine, unlike a fault: a world writes it into its log, so
// that a replay needs not repeat it.
//
// # What would change our mind
//
// A Starlark that counts memory (there is a fork that does) would let small servers do
// without processes; a need for another language would bring WebAssembly with a count of
// its instructions.
package script
