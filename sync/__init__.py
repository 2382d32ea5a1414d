"""How changes travel: pure, without hospital, socket, database or clock. The contract is docs/protocol.md."""
