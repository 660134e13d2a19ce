"""What is new for a runner, said once on each of the ways by which they want to hear of it."""

from training.announcing.listening import listen, stop_listening
from training.announcing.looking import Heard, Looked, Say, look, stamps_from

__all__ = ["Heard", "Looked", "Say", "listen", "look", "stamps_from", "stop_listening"]
