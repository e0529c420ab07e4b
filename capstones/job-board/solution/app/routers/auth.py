"""Sign-up, log-in, and tokens."""

from fastapi import APIRouter

from app.deps import AccountService
from app.models import User
from app.routers.described import refusals
from app.schemas.accounts import LogIn, Refresh, SignUp, TokensOut, UserOut

router = APIRouter(prefix="/auth", tags=["accounts"])


@router.post("/sign-up", status_code=201, response_model=UserOut, responses=refusals(409))
async def sign_up(new: SignUp, accounts: AccountService) -> User:
    """Become a job-seeker or a company."""
    return await accounts.sign_up(new)


@router.post("/log-in", responses=refusals(401, 403))
async def log_in(proof: LogIn, accounts: AccountService) -> TokensOut:
    """Get two tokens for a password."""
    return await accounts.log_in(proof)


@router.post("/refresh", responses=refusals(401))
async def refresh(spent: Refresh, accounts: AccountService) -> TokensOut:
    """Get two tokens for a refresh token, which is good for this once."""
    return await accounts.refresh(spent.refresh_token)


@router.post("/log-out", status_code=204, responses=refusals(401))
async def log_out(last: Refresh, accounts: AccountService) -> None:
    """End the refresh tokens of this log-in."""
    await accounts.log_out(last.refresh_token)
