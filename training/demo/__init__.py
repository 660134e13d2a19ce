"""Accounts to look around with: a small running club whose logs light every rule."""

from training.demo.accounts import create_demo_accounts

__all__ = ["create_demo_accounts"]
