"""Reading instruments, steps, answers and documents: strict, with a place for every fault."""
